package job

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/gofrs/flock"
)

// Lock is held by the one run of a job at a time. The system lets go of it when the process ends, however it ends.
type Lock struct {
	lock   *flock.Flock
	holder string
}

// holder is who has the lock, for those who come second.
type holder struct {
	PID   int       `json:"pid"`
	Host  string    `json:"host"`
	Since time.Time `json:"since"`
}

// LockedError says that another run of the job is on its way. PID is 0 where it is not known who.
type LockedError struct {
	Job   string
	PID   int
	Host  string
	Since time.Time
}

// Error says who runs the job.
func (e *LockedError) Error() string {
	if e.PID == 0 {
		return fmt.Sprintf("the job %q is running already", e.Job)
	}
	return fmt.Sprintf("the job %q is running already: process %d on %s, since %s", e.Job, e.PID, e.Host, e.Since.Local().Format("2006-01-02 15:04:05"))
}

// Take takes the lock of the job, without waiting; who holds it is in the [LockedError].
func (c *Config) Take(now func() time.Time) (*Lock, error) {
	if err := os.MkdirAll(c.Private(), 0o700); err != nil {
		return nil, fmt.Errorf("folder of the job %q: %w", c.Private(), cause(err))
	}
	l := &Lock{lock: flock.New(filepath.Join(c.Private(), "lock"), flock.SetPermissions(0o600)), holder: filepath.Join(c.Private(), "holder.json")}
	ok, err := l.lock.TryLock()
	if err != nil {
		return nil, fmt.Errorf("lock of the job in %q: %w", c.Private(), cause(err))
	}
	if !ok {
		e := &LockedError{Job: c.Name}
		var h holder
		if data, err := os.ReadFile(l.holder); err == nil && json.Unmarshal(data, &h) == nil {
			e.PID, e.Host, e.Since = h.PID, h.Host, h.Since
		}
		return nil, e
	}
	host, _ := os.Hostname()
	data, err := json.Marshal(holder{PID: os.Getpid(), Host: host, Since: now().UTC().Truncate(time.Second)})
	if err == nil {
		err = writeFile(l.holder, data)
	}
	if err != nil {
		_ = l.lock.Unlock()
		return nil, fmt.Errorf("lock of the job in %q: %w", c.Private(), cause(err))
	}
	return l, nil
}

// Release lets go of the lock. The file stays: to remove it would let two runs hold locks of the same name.
func (l *Lock) Release() {
	_ = os.Remove(l.holder)
	_ = l.lock.Unlock()
}

// writeFile writes a private file whole or not at all.
func writeFile(path string, data []byte) error { return writeFileMode(path, data, 0o600) }

func writeFileMode(path string, data []byte, mode os.FileMode) error {
	f, err := os.CreateTemp(filepath.Dir(path), ".callready-*")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name()) //nolint:errcheck // gone where all went well
	_, err = f.Write(data)
	if err == nil {
		err = f.Chmod(mode)
	}
	if err == nil {
		err = f.Sync()
	}
	if e := f.Close(); err == nil {
		err = e
	}
	if err != nil {
		return err
	}
	return os.Rename(f.Name(), path)
}
