//go:build !linux && !darwin

package run

// renameNew renames a folder to a name that nothing has; if something has it, the error is an fs.ErrExist. Windows never
// replaces a folder by a rename.
func renameNew(from, to string) error { return renameChecked(from, to) }
