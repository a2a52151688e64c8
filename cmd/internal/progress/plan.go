package progress

import "time"

// Share is one stage of a run, and how long it takes in relation to the others.
type Share struct {
	Name   string
	Weight float64
}

// Plan is what a run is going to do. Stages that it does not name count for nothing, and those that never come are taken
// as done when a later one begins.
type Plan struct {
	Bytes  int64 // of the input; 0 if not known
	Shares []Share
}

// quiet is the time for which the speed so far says nothing.
const quiet = time.Second

// estimate is how far the whole run is and how long it still takes.
type estimate struct {
	plan  Plan
	done  float64 // share of the run, 0 to 1; never goes back
	whole float64 // seconds that the run takes, smoothed; 0 if not known
	last  time.Duration
}

// at gives the share of the run that is done when a stage has got that far, 0 to 1.
func (e *estimate) at(stage string, part float64) float64 {
	var before, all, own float64
	found := false
	for _, s := range e.plan.Shares {
		if s.Name == stage {
			found, own = true, s.Weight
		} else if !found {
			before += s.Weight
		}
		all += s.Weight
	}
	if !found || all <= 0 {
		return e.done
	}
	return min(1, (before+own*min(1, max(0, part)))/all)
}

// look takes notice of how far the run is after some time.
func (e *estimate) look(stage string, part float64, elapsed time.Duration) {
	e.done = max(e.done, e.at(stage, part))
	if elapsed < quiet || e.done < 0.01 {
		return
	}
	now := elapsed.Seconds() / e.done
	if e.whole == 0 {
		e.whole = now
	} else {
		// What was thought three seconds ago counts for half.
		pull := min(1, max(0, (elapsed-e.last).Seconds())/4)
		e.whole += pull * (now - e.whole)
	}
	e.last = elapsed
}

// left gives the time that remains, false where nothing honest can be said.
func (e *estimate) left(elapsed time.Duration) (time.Duration, bool) {
	if e.whole == 0 || e.done >= 1 || elapsed < quiet {
		return 0, false
	}
	left := e.whole - elapsed.Seconds()
	if left > 1000*3600 {
		return 0, false
	}
	return max(time.Second, time.Duration(left*float64(time.Second))), true
}
