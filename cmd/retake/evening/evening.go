// Package evening has the verbs of every day: today, log and import.
//
// Deliberately absent: how words, tables and papers are understood, which is the work of entry, intake, anki, adopt, paper
// and scoresheet.
package evening

import (
	"github.com/spf13/cobra"

	"retake/cmd/retake/edge"
)

// common is what the verbs are called with.
type common struct{ *edge.Call }

// Log is the verb log.
func Log(c *edge.Call) *cobra.Command { return (&common{c}).logVerb() }

// Import is the verb import.
func Import(c *edge.Call) *cobra.Command { return (&common{c}).importVerb() }

// Today is what is printed without a verb: today in a plan, and help elsewhere.
func Today(c *edge.Call) func(*cobra.Command, []string) error { return (&common{c}).alone }
