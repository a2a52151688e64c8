package pipeline

import (
	"context"
	"iter"
)

// until gives what a sorter gives until the context is done, whose error comes last then.
func until[T any](ctx context.Context, from iter.Seq2[T, error]) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		n := 0
		for v, err := range from {
			if n++; err == nil && n%1024 == 0 && ctx.Err() != nil {
				yield(v, ctx.Err())
				return
			}
			if !yield(v, err) {
				return
			}
		}
	}
}
