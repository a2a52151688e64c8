// Package finding is the one catalogue of codes: for every reason and finding code its severity, what it says in English
// and in French, what a person should do about it, and an example of the text that causes it.
//
// A code is a kebab-case word. It is stable: reports, journals and people's scripts rely on it, so it is never renamed
// and never used again for something else. The entries stand in codes/AREA.toml, one file an area, and are part of the
// program; [Load] reads whatever files are there and refuses a catalogue with a mistake in it.
package finding
