package drill

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write the golden file anew")

// TestSentences keeps everything that is said in one file, to be read in one go. What ends in a full
// stop is a sentence; the rest stands in tables.
func TestSentences(t *testing.T) {
	var b strings.Builder
	say := func(title string, lines ...string) {
		fmt.Fprintf(&b, "%s\n  %s\n\n", title, strings.Join(lines, "\n  "))
	}
	due := func(m Miss, today, exam int) string { return Retests([]Miss{m}, day(today), day(exam))[0].Because() }
	lucky, sure, plain, luckyClosed, sureClosed := on(0), on(0), on(0), on(0, 5, 9), on(0, 5, 9)
	lucky.Lucky, luckyClosed.Lucky, sure.Confident, sureClosed.Confident = true, true, true, true
	chose, words := sure, sure
	chose.Chose, words.Chose = "b", "hashing, not encryption"

	say("re-tests", WhyRetests)
	say("due", due(plain, 0, 28), due(on(0, 5), 5, 33), due(lucky, 0, 28))
	say("due, no exam date", Retests([]Miss{plain}, day(0), 0)[0].Because())
	say("due, and waiting", due(plain, 6, 28), due(plain, 12, 28))
	say("due sooner", due(plain, 0, 5))
	say("due, only one day left", due(plain, 0, 4))
	say("due in the light days", due(plain, 0, 3), due(on(-1, 0), 0, 2))
	say("no day left", due(plain, 0, 1), due(on(-9), 0, 0))
	say("left to do", plain.Left(day(10)), on(0, 5).Left(day(10)), on(0, 5, 9).Left(day(10)))
	say("misconceptions", WhyMisconceptions, sure.Task(day(10)), chose.Task(day(10)), words.Task(day(10)), sureClosed.Task(day(10)))
	say("lucky guesses", WhyLucky, lucky.Task(day(10)), luckyClosed.Task(day(10)))
	say("other misses", plain.Task(day(10)), on(0, 5, 9).Task(day(10)))
	say("repeats", WhyRepeats, Repeat{Times: 2}.Say(), Repeat{Times: 3, SameChoice: "B"}.Say(), Repeat{Times: 2, SameChoice: "hashing", Returned: true}.Say())
	say("cells", Cell{}.Say(), Cell{Listed: true}.Say(), Cell{Open: 1}.Say(), Cell{Closed: 2}.Say(),
		Cell{Open: 4, Confident: 1, Lucky: 2, Closed: 3, Listed: true}.Say())
	say("next block", Want{0.28, 0.1, -1}.Because(), Want{0.28, 0.1, 0}.Because(), Want{0.28, 0.0001, 1}.Because(), Want{0.28, -0.1, 4}.Because())
	say("balance", Balance(0, 0).Say, Balance(200, 160).Say, Balance(300, 200).Say, Balance(100, 300).Say, Balance(100, 0).Say, Balance(50, 0).Say, Balance(0, 100).Say)

	const golden = "testdata/sentences.txt"
	if *update {
		if err := os.WriteFile(golden, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), b.String()); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
	for _, wrong := range []string{"!", "%!", " 1 days", "<nil>", "  .", ".."} {
		if strings.Contains(b.String(), wrong) {
			t.Errorf("%q is said somewhere", wrong)
		}
	}
}
