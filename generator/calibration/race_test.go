//go:build race

package calibration

// A study of full size takes a minute under the race detector.
func init() { racing = true }
