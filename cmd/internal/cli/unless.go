package cli

import "context"

// unlessDone waits for work that is bounded, but too long to be waited for once the program shall end, and that has no context of
// its own since it is pure. What is left of it ends with the program.
func unlessDone[T any](ctx context.Context, work func() (T, error)) (T, error) {
	type result struct {
		value T
		err   error
	}
	done := make(chan result, 1)
	go func() {
		value, err := work()
		done <- result{value, err}
	}()
	select {
	case r := <-done:
		return r.value, r.err
	case <-ctx.Done():
		var none T
		return none, ctx.Err()
	}
}
