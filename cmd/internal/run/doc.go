// Package run makes run folders: everything is written into a hidden folder beside the place where the run folder will
// stand, and one rename puts it there, whole. Whatever stops the process before that leaves nothing under the name.
//
//	f, err := run.Create(run.Options{Stem: "contacts"})
//	defer f.Discard()                              // does nothing after Publish
//	updates := f.Table("import/updates", spec)     // import/updates-001.csv, -002, …
//	…
//	name, err := f.Publish()
//
// The hidden folder is called .callready-STEM-NUMBER.partial. It holds run, which becomes the run folder; tmp, for
// temporary files that are never published; and lock, which is locked as long as its process lives, so that [Sweep] can
// tell the remains of a dead process from the work of a living one.
//
// Errors stick: after the first one that concerns the content (a full disk, a folder that vanished), every write gives
// it again, and so does Publish, which then publishes nothing. Folders and files are readable by their owner only.
//
// A [Folder] may be used by several goroutines; a single [File] or [Table] by one at a time. Files, Publish and Discard
// close files, so nobody may be writing when they are called.
package run
