package xlsxfile

// joinSums gives the CRC-32 of two byte strings put together from those of each and the length of the second. It
// advances the first over as many zero bytes by squaring the operator of one of them, as zlib does.
func joinSums(first, second uint32, length int64) uint32 {
	if length == 0 {
		return first
	}
	var odd, even matrix
	odd[0] = 0xEDB88320
	for i, row := 1, uint32(1); i < len(odd); i++ {
		odd[i] = row
		row <<= 1
	}
	odd.square(&even) // two zero bits
	even.square(&odd) // four
	for {
		odd.square(&even)
		if length&1 != 0 {
			first = even.times(first)
		}
		if length >>= 1; length == 0 {
			break
		}
		even.square(&odd)
		if length&1 != 0 {
			first = odd.times(first)
		}
		if length >>= 1; length == 0 {
			break
		}
	}
	return first ^ second
}

// matrix is a linear map of 32 bits over GF(2), by columns.
type matrix [32]uint32

func (m *matrix) times(v uint32) uint32 {
	sum := uint32(0)
	for i := 0; v != 0; i, v = i+1, v>>1 {
		if v&1 != 0 {
			sum ^= m[i]
		}
	}
	return sum
}

func (m *matrix) square(into *matrix) {
	for i := range m {
		into[i] = m.times(m[i])
	}
}
