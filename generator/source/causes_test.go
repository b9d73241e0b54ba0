package source

import (
	"testing"

	"retake/generator/cause"
)

// TestCausesAreKeys holds the keys of [attempt.causes] to the causes that are weighed.
func TestCausesAreKeys(t *testing.T) {
	for i, name := range cause.Names {
		if causes[i] != string(name) {
			t.Errorf("key %d is %q, the cause is %q", i, causes[i], name)
		}
	}
}
