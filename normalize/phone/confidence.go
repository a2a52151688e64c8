package phone

// String gives the confidence as the journal writes it.
func (c Confidence) String() string {
	switch c {
	case Guess:
		return "guess"
	case Likely:
		return "likely"
	case Certain:
		return "certain"
	default:
		return "none"
	}
}
