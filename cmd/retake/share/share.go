// Package share has the verb by which a plan is shown to others: publish.
//
// Deliberately absent: what an audience sees, locking, packing and git, which are rooms of their own.
package share

import (
	"github.com/spf13/cobra"

	"retake/cmd/retake/edge"
)

// common is what the verb is called with.
type common struct{ *edge.Call }

// Publish is the verb publish.
func Publish(c *edge.Call) *cobra.Command { return (&common{c}).publishVerb() }
