package pipeline

import (
	"context"
	"errors"
	"io"

	"golang.org/x/sync/errgroup"
)

// source hands out batches from the start of a table to io.EOF, as a [record.Reader] does.
type source[B any] interface{ Read(b *B) error }

// job is one batch on its way through a pass, with the result of the work on it.
type job[B, T any] struct {
	batch  B
	result T
	done   chan struct{} // closed when the worker is through
}

// scan reads all batches of a table, works on them with several goroutines and hands the results over in the order of
// the input. work and take run concurrently with each other, work also with itself; a result is the worker's until it
// is taken and is reused afterwards. The first error ends the pass.
func scan[B, W, T any](ctx context.Context, r source[B], workers []W, work func(W, *B, *T) error, take func(*T) error) error {
	g, ctx := errgroup.WithContext(ctx)
	// Jobs in flight bound the memory: one being read, one with each worker, one waiting to be taken.
	free := make(chan *job[B, T], len(workers)+2)
	for range cap(free) {
		free <- new(job[B, T])
	}
	todo := make(chan *job[B, T])
	order := make(chan *job[B, T], cap(free)) // every job fits, so the reader never waits here
	g.Go(func() error {
		defer close(todo)
		defer close(order)
		for {
			var j *job[B, T]
			select {
			case j = <-free:
			case <-ctx.Done():
				return ctx.Err()
			}
			if err := r.Read(&j.batch); err != nil {
				if errors.Is(err, io.EOF) {
					return nil
				}
				return err
			}
			j.done = make(chan struct{})
			order <- j
			select {
			case todo <- j:
			case <-ctx.Done():
				return ctx.Err()
			}
		}
	})
	for _, w := range workers {
		g.Go(func() error {
			for j := range todo {
				if err := work(w, &j.batch, &j.result); err != nil {
					return err
				}
				close(j.done)
			}
			return nil
		})
	}
	g.Go(func() error {
		for j := range order {
			select {
			case <-j.done:
			case <-ctx.Done():
				return ctx.Err()
			}
			if err := take(&j.result); err != nil {
				return err
			}
			free <- j
		}
		return nil
	})
	return g.Wait()
}
