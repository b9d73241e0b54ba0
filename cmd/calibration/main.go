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
	_, err := fmt.Printf("Worlds of %d invented candidates each: what chance of passing they were told, and how many passed. docs/calibration.md explains both tables. It takes some seconds.\n\n", calibration.Candidates)
	if err == nil {
		_, err = fmt.Print(calibration.Table(calibration.Study(calibration.Candidates)))
	}
	if err != nil {
		os.Exit(3)
	}
}
