// Command calibration prints the synthetic study of docs/calibration.md: of those who are told a chance
// of passing, how many pass. It takes some seconds and no arguments.
//
// Deliberately absent: everything but printing.
package main

import (
	"fmt"
	"os"

	"retake/generator/calibration"
)

func main() {
	if _, err := fmt.Print(calibration.Table(calibration.Study(calibration.Candidates))); err != nil {
		os.Exit(3)
	}
}
