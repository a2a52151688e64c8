// Package state is the memory of nightly jobs: which runs there were, which files they read, which findings came and went, which
// contacts were issued and by whom they were seen again, and what somebody has acknowledged. It is one SQLite file for the jobs of
// a folder, which any number of processes may read while one writes.
//
//	s, err := state.Open(ctx, path, state.Options{Now: time.Now})
//	defer s.Close()
//	_, done, err := s.Processed(ctx, "nightly", sha256)     // has this content been processed?
//	…                                                       // run
//	delta, err := s.Add(ctx, run, findings, children)       // what is new since the last run, what went away
//
// The file holds no contact value: of a finding its code, the key of its record and the name of its column; of a new contact its
// callready_id. A key that is no plain id, such as an e-mail address, is kept as a keyed hash that differs from file to file.
//
// Runs keep their order by a number that counts up, not by the clock, which may be set back.
package state
