// Package disk tells how much room there is where files are going to be.
package disk
