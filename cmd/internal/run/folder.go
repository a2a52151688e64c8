package run

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
)

// Names inside the hidden folder.
const (
	contentName = "run"
	tempName    = "tmp"
	lockName    = "lock"
)

// ErrClosed is the error of every call after Publish or Discard.
var ErrClosed = errors.New("the run folder is published or discarded already")

// Options says where the run folder is to stand.
type Options struct {
	Dir   string // its name; "" for callready-STEM, then -2, -3, in Parent
	Stem  string // what the name is made of, such as the base name of the input without its extension
	Force bool   // an older run folder called Dir is set aside under another name when the new one is published

	// Mark is a file by which an older folder is known to be such a one, and may be set aside; "" for summary.json.
	Mark string

	// Parent is the folder for a name that is ours to choose; "" for the working directory.
	Parent string
}

// Folder is a run folder that is being written.
type Folder struct {
	opts   Options
	parent string // the folder that the run folder will stand in
	stage  string // the hidden folder
	lock   *os.File

	settling sync.WaitGroup // files on their way to the disk
	slots    chan struct{}  // for so many at a time

	mu    sync.Mutex
	files map[string]*File // by relative path with slashes
	rows  map[string]int64 // of files that others write
	err   error            // the first error that concerns the content
	over  bool
}

// Create makes the hidden folder. It refuses with an [ExistsError] a named folder that exists and is not empty, unless Force is
// set and it is a run folder.
func Create(o Options) (*Folder, error) {
	o.Stem = CleanStem(o.Stem)
	f := &Folder{opts: o, parent: o.Parent, slots: make(chan struct{}, settlingMost), files: make(map[string]*File), rows: make(map[string]int64)}
	if o.Dir != "" {
		f.opts.Dir = filepath.Clean(o.Dir)
		f.parent = filepath.Dir(f.opts.Dir)
		if err := f.mayTake(f.opts.Dir); err != nil {
			return nil, err
		}
	}
	if f.parent == "" {
		f.parent = "."
	}
	stage, err := os.MkdirTemp(f.parent, stagePrefix+o.Stem+"-*"+stageSuffix)
	if err != nil {
		return nil, fmt.Errorf("run folder in %q: %w", f.parent, cause(err))
	}
	f.stage = stage
	for _, name := range [...]string{contentName, tempName} {
		if err := os.Mkdir(filepath.Join(stage, name), 0o700); err != nil {
			return nil, errors.Join(fmt.Errorf("run folder in %q: %w", f.parent, cause(err)), os.RemoveAll(stage))
		}
	}
	f.lock = takeLock(stage)
	return f, nil
}

// Path gives the place where someone else may write a file of the run folder, and makes the folder that it lies in. The
// name is relative, with slashes. What lies there when Files or Publish is called is part of the run.
func (f *Folder) Path(rel string) (string, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if err := f.usable(); err != nil {
		return "", err
	}
	return f.place(rel)
}

// SetRows says how many data rows a file has that someone else wrote, for Files.
func (f *Folder) SetRows(rel string, rows int64) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.rows[rel] = rows
}

// TempDir gives the folder for temporary files: on the same file system, never published, removed in the end.
func (f *Folder) TempDir() string { return filepath.Join(f.stage, tempName) }

// Temp makes a temporary file in TempDir; a star in the pattern becomes a number. The caller closes it.
func (f *Folder) Temp(pattern string) (*os.File, error) {
	file, err := os.CreateTemp(f.TempDir(), pattern)
	if err != nil {
		return nil, f.fail(fmt.Errorf("temporary file: %w", cause(err)))
	}
	return file, nil
}

// File begins a file of the run folder. The name is relative, with slashes. The file is made by the first write: one that
// nobody writes to does not exist. A name can be taken once.
func (f *Folder) File(rel string) (*File, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if err := f.usable(); err != nil {
		return nil, err
	}
	if !validName(rel) {
		return nil, fmt.Errorf("%q is no name for a file of a run folder", rel)
	}
	if _, taken := f.files[rel]; taken {
		return nil, fmt.Errorf("%q is being written already", rel)
	}
	file := &File{folder: f, rel: rel}
	f.files[rel] = file
	return file, nil
}

// Err gives the first error that concerns the content of the folder, if there was one.
func (f *Folder) Err() error {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.err
}

// settlingMost is how many files go to the disk at a time.
const settlingMost = 16

// settle brings a file to the disk and closes it, while the work goes on. An error is the folder's.
func (f *Folder) settle(rel string, file *os.File) {
	f.slots <- struct{}{}
	f.settling.Go(func() {
		err := file.Sync()
		if closing := file.Close(); err == nil {
			err = closing
		}
		if err != nil {
			_ = f.fail(fmt.Errorf("write %q: %w", rel, cause(err)))
		}
		<-f.slots
	})
}

// Discard removes everything that was written. After Publish it does nothing; it may be called more than once.
func (f *Folder) Discard() error {
	f.settling.Wait()
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.over {
		return nil
	}
	return f.discard()
}

func (f *Folder) discard() error {
	f.over = true
	for _, file := range f.files {
		file.abandon()
	}
	return f.removeStage()
}

func (f *Folder) removeStage() error {
	// Where open files cannot be removed, the lock has to go first.
	if f.lock != nil {
		_ = f.lock.Close()
	}
	if err := removeStage(f.stage); err != nil {
		return fmt.Errorf("remove %q: %w", f.stage, cause(err))
	}
	return nil
}

// usable tells whether something can still be written. The caller holds the lock.
func (f *Folder) usable() error {
	if f.err != nil {
		return f.err
	}
	if f.over {
		return ErrClosed
	}
	return nil
}

// fail keeps the first error and gives it.
func (f *Folder) fail(err error) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.keep(err)
}

func (f *Folder) keep(err error) error {
	if f.err == nil {
		f.err = err
	}
	return f.err
}

// place gives the path of a file in the hidden folder and makes the folder that it lies in.
func (f *Folder) place(rel string) (string, error) {
	if !validName(rel) {
		return "", fmt.Errorf("%q is no name for a file of a run folder", rel)
	}
	name := filepath.Join(f.stage, contentName, filepath.FromSlash(rel))
	// Not MkdirAll from the root: where the hidden folder has vanished it must not come back.
	content := filepath.Join(f.stage, contentName)
	if _, err := os.Stat(content); err != nil {
		return "", f.keep(fmt.Errorf("the unfinished run folder %q: %w", content, cause(err)))
	}
	if err := os.MkdirAll(filepath.Dir(name), 0o700); err != nil {
		return "", f.keep(fmt.Errorf("folder of %q: %w", rel, cause(err)))
	}
	return name, nil
}

// cause takes the path out of an error of the file system where the message names a better one.
func cause(err error) error {
	if p, ok := errors.AsType[*fs.PathError](err); ok {
		return p.Err
	}
	return err
}
