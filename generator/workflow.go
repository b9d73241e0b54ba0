package generator

import (
	_ "embed"
	"slices"
)

// WorkflowFile is where GitHub looks for the workflow, below the top of a repository.
const WorkflowFile = ".github/workflows/pages.yml"

//go:embed pages.yml
var workflow []byte

// Workflow is the workflow that checks, builds and deploys a plan on GitHub Pages. This repository has the same
// file, so that what deploys the sample is what deploys every other plan.
func Workflow() []byte { return slices.Clone(workflow) }
