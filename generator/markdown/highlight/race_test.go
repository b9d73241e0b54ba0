//go:build race

package highlight

func init() { raced = true }
