package entry

import (
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"

	"retake/generator/civil"
)

const lengthHint = "write 90, 90m, 1h30m, 1:30 or 1.5h"

// lengths are the ways in which people write a length of time: minutes; hours with minutes or without; hours as a fraction.
var lengths = []*regexp.Regexp{
	regexp.MustCompile(`^()(\d{1,4})(?:m|min|mins|minute|minutes)?$`),
	regexp.MustCompile(`^(\d{1,2})(?:h|hr|hrs|hour|hours)(?:(\d{1,2})(?:m|min|mins|minute|minutes)?)?$`),
	regexp.MustCompile(`^(\d{1,2}):([0-5]\d)h?$`),
	regexp.MustCompile(`^(\d{1,2}[.,]\d{1,2})(?:h|hr|hrs|hour|hours)()$`),
}

// Length reads a length of time, up to a day: 90, 90m, 1h30m, 1:30, 1.5h.
func Length(text string) (civil.Minutes, error) {
	bare, _ := joined(strings.Fields(strings.ToLower(text))) // none is no length either
	for _, form := range lengths {
		m := form.FindStringSubmatch(bare)
		if m == nil {
			continue
		}
		hours, _ := strconv.ParseFloat(strings.Replace(m[1], ",", ".", 1), 64) // digits, or nothing
		minutes, _ := strconv.Atoi(m[2])
		if all := int(math.Round(hours*60)) + minutes; all <= 1440 {
			return civil.Minutes(all), nil
		}
		return 0, &Refusal{fmt.Sprintf("%q is longer than a day", text), lengthHint}
	}
	return 0, &Refusal{fmt.Sprintf("%q is not a length of time", text), lengthHint}
}
