// Package job is what a nightly run needs beside a clean: the job file, which inputs are next, the lock, the limits that stop a
// run before anything is published, what earlier runs issued, how many runs are kept, commands and metrics afterwards.
//
// It knows nothing of the command line and does not clean: the caller does, and asks here before and after. In a job's
// folder for runs stand
//
//	NAME-0042-20261123/   a run; the number counts on, whatever the clock says
//	NAME-latest           a link to the last published run, or where links cannot be made NAME-latest.txt with its name
//	.NAME/                lock, state and what is known of runs that are no longer kept
package job
