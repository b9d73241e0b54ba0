package screen

import (
	"strings"

	"rsc.io/qr"
)

// quietZone is how many light modules a code has around it.
const quietZone = 4

// Code draws an address as a QR code, two rows of modules to a line. Colours make sure that it is dark
// on light; without them a dark terminal is taken for granted. It is empty for what is too long, or wider
// than the screen. The level of error correction is the lowest, because a screen has no stains: an address
// of 106 bytes then takes 45 columns.
func Code(address string, width int, color bool) string {
	c, err := qr.Encode(address, qr.L)
	if err != nil || c.Size+2*quietZone > width {
		return ""
	}
	light := func(x, y int) bool { return !c.Black(x, y) }
	var b strings.Builder
	for y := -quietZone; y < c.Size+quietZone; y += 2 {
		if color {
			b.WriteString("\x1b[97;40m")
		}
		for x := -quietZone; x < c.Size+quietZone; x++ {
			switch up, down := light(x, y), light(x, y+1); {
			case up && down:
				b.WriteString("█")
			case up:
				b.WriteString("▀")
			case down:
				b.WriteString("▄")
			default:
				b.WriteString(" ")
			}
		}
		if color {
			b.WriteString("\x1b[0m")
		}
		b.WriteString("\n")
	}
	return b.String()
}
