package run

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"github.com/callready/callready/cmd/internal/summary"
)

// Files closes every file that was written so far and gives them all, those of Path included, in the order of their
// paths. More files may be begun after that, such as the summary that lists these. An error sticks and is given by
// Publish.
func (f *Folder) Files() []summary.Output {
	f.mu.Lock()
	if f.over {
		f.mu.Unlock()
		return nil
	}
	open := make([]*File, 0, len(f.files))
	for _, file := range f.files {
		open = append(open, file)
	}
	f.mu.Unlock()
	for _, file := range open {
		if file.made {
			_ = file.Close() // the folder keeps the error
		}
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.err != nil {
		return nil
	}
	outs, err := f.walk()
	if err != nil {
		_ = f.keep(fmt.Errorf("the unfinished run folder %q: %w", f.stage, cause(err)))
		return nil
	}
	return outs
}

// Publish closes all files, waits until everything is on the disk, and gives the folder its name, which it returns. What
// has the name already is never replaced: a name of our choice gives way to the next free one; a name that was asked for
// gives an [ExistsError], or the older run is set aside first if Force is set. Where anything fails, nothing is
// published and everything is removed.
func (f *Folder) Publish() (string, error) {
	f.Files()
	f.settling.Wait()
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.over {
		return "", ErrClosed
	}
	err := f.err
	if err == nil {
		removeEmpty(filepath.Join(f.stage, contentName))
		err = syncTree(filepath.Join(f.stage, contentName))
	}
	var name string
	if err == nil {
		name, err = f.rename()
	}
	if err != nil {
		return "", errors.Join(err, f.discard())
	}
	f.over = true
	// The run is published. That its name might be lost in a power cut, or that the emptied hidden folder stays, is no
	// reason to say that it is not.
	_ = syncDir(f.parent)
	_ = f.removeStage()
	return name, nil
}

// walk looks at every file of the unfinished folder: those of File must be there with their full length, the others are
// read for their length and hash.
func (f *Folder) walk() ([]summary.Output, error) {
	var outs []summary.Output
	content := filepath.Join(f.stage, contentName)
	seen := make(map[string]bool, len(f.files))
	err := filepath.WalkDir(content, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		rel, err := filepath.Rel(content, name)
		if err != nil {
			return err
		}
		rel = filepath.ToSlash(rel)
		if file, ok := f.files[rel]; ok && file.made {
			info, err := d.Info()
			if err != nil {
				return err
			}
			if info.Size() != file.out.Bytes {
				return fmt.Errorf("%q has %d bytes, %d were written", rel, info.Size(), file.out.Bytes)
			}
			seen[rel] = true
			outs = append(outs, file.out)
			return nil
		}
		out, err := foreign(name)
		if err != nil {
			return err
		}
		out.Path, out.Rows = rel, f.rows[rel]
		outs = append(outs, out)
		return nil
	})
	if err != nil {
		return nil, err
	}
	for rel, file := range f.files {
		if file.made && !seen[rel] {
			return nil, fmt.Errorf("%q has vanished", rel)
		}
	}
	slices.SortFunc(outs, func(a, b summary.Output) int { return cmp.Compare(a.Path, b.Path) })
	return outs, nil
}

// foreign makes a file that someone else wrote private, waits until it is on the disk, and takes its hash.
func foreign(name string) (summary.Output, error) {
	if err := os.Chmod(name, 0o600); err != nil {
		return summary.Output{}, err
	}
	file, err := os.OpenFile(name, os.O_RDWR, 0)
	if err != nil {
		return summary.Output{}, err
	}
	defer func() { _ = file.Close() }() // synced by then
	sum := sha256.New()
	n, err := io.Copy(sum, file)
	if err != nil {
		return summary.Output{}, err
	}
	if err := file.Sync(); err != nil {
		return summary.Output{}, err
	}
	return summary.Output{Bytes: n, SHA256: hex.EncodeToString(sum.Sum(nil))}, nil
}

// removeEmpty removes the folders under root that nothing was written into.
func removeEmpty(root string) {
	entries, err := os.ReadDir(root)
	if err != nil {
		return
	}
	for _, e := range entries {
		if e.IsDir() {
			name := filepath.Join(root, e.Name())
			removeEmpty(name)
			_ = os.Remove(name) // refused where something is in it
		}
	}
}

// rename gives the folder its name.
func (f *Folder) rename() (string, error) {
	content := filepath.Join(f.stage, contentName)
	if f.opts.Dir == "" {
		return takeFree(content, filepath.Join(f.opts.Parent, namePrefix+f.opts.Stem))
	}
	name := f.opts.Dir
	err := renameNew(content, name)
	if err == nil {
		return name, nil
	}
	if !errors.Is(err, fs.ErrExist) {
		return "", fmt.Errorf("publish as %q: %w", name, err)
	}
	if err := f.mayTake(name); err != nil {
		return "", err
	}
	if !f.opts.Force { // An empty folder gives way; one that is not empty any more does not.
		if err := os.Remove(name); err != nil {
			return "", fmt.Errorf("publish as %q: %w", name, cause(err))
		}
		if err := renameNew(content, name); err != nil {
			return "", fmt.Errorf("publish as %q: %w", name, err)
		}
		return name, nil
	}
	aside, err := takeFree(name, name+".old")
	if err != nil {
		return "", err
	}
	if err := renameNew(content, name); err != nil {
		// Put the older run back, if its name is still free.
		return "", errors.Join(fmt.Errorf("publish as %q: %w", name, err), renameNew(aside, name))
	}
	return name, nil
}

// takeFree renames from to the first name that is free: base, base-2, base-3.
func takeFree(from, base string) (string, error) {
	for n := 1; n <= mostNames; n++ {
		name := freeName(base, n)
		err := renameNew(from, name)
		if err == nil {
			return name, nil
		}
		if !errors.Is(err, fs.ErrExist) {
			return "", fmt.Errorf("rename to %q: %w", name, err)
		}
	}
	return "", fmt.Errorf("no free name: %q to %q exist", base, freeName(base, mostNames))
}

// renameChecked is renameNew for systems that have no such call: a look and then a rename. Even if something takes the
// name in between, a file or a folder with anything in it is not replaced.
func renameChecked(from, to string) error {
	if _, err := os.Lstat(to); err == nil {
		return fs.ErrExist
	} else if !errors.Is(err, fs.ErrNotExist) {
		return cause(err)
	}
	err := os.Rename(from, to)
	if link, ok := errors.AsType[*os.LinkError](err); ok {
		return link.Err
	}
	return err
}
