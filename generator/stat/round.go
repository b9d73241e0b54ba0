package stat

import "math"

// Round cuts a number to what is meaningful, so that the last bit of a machine's arithmetic never
// shows; no number at all becomes zero.
func Round(x float64, decimals int) float64 {
	if math.IsNaN(x) || math.IsInf(x, 0) {
		return 0
	}
	f := math.Pow10(decimals)
	if r := math.Round(x*f) / f; r != 0 {
		return r
	}
	return 0 // never minus zero
}
