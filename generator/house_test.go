package generator

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"path"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// room is a folder of Go code, and what it may know.
type room struct {
	may     map[string]string // other rooms it imports -> the reason
	pure    bool              // study and the ground floor: values in, values out
	planned bool              // its folder does not exist yet
}

// house is every room there is. Arrows point only down (see doc.go); nothing may import generator or cmd/retake.
var house = map[string]room{
	"fault":   {pure: true},
	"civil":   {pure: true},
	"stat":    {pure: true},
	"chart":   {pure: true, may: map[string]string{"civil": "days run along an axis"}},
	"seal":    {pure: true},
	"bundle":  {pure: true},
	"git":     {},
	"console": {may: map[string]string{"talk": "whoever sits at the terminal is asked"}},
	"talk":    {pure: true},
	"entry":   {pure: true, may: map[string]string{"civil": "entries have days and minutes", "talk": "what is missing is asked"}},
	"intake": {pure: true, may: map[string]string{
		"entry": "a row of a table becomes an entry of the log",
		"civil": "rows have days",
	}},
	"anki":  {pure: true, may: map[string]string{"civil": "reviews are counted by day"}},
	"paper": {pure: true},
	"scoresheet": {may: map[string]string{
		"paper": "what it reads are the lines of a page",
		"talk":  "what a report leaves open is asked",
		"study": "what a report says is held against a study.Exam",
		"entry": "what it says becomes an entry",
		"civil": "reports have dates",
	}},
	"adopt": {may: map[string]string{
		"markdown":         "what a note links to is found there",
		"source/front":     "notes have other names, and domains, in their front matter",
		"source/catalogue": "two notes may come to one page",
		"fault":            "what cannot be found is said at its place",
	}},
	"begin/spoken": {pure: true, may: map[string]string{
		"study": "what is read is part of a study.Record",
		"entry": "days and lengths are read as people write them",
		"civil": "plans have days",
	}},
	"begin": {may: map[string]string{
		"begin/spoken":     "what people say of their weeks is read there",
		"source":           "the exam is looked up in the catalogue",
		"source/catalogue": "and searched for by words",
		"source/keyed":     "numbers are printed, and words compared, as in faults",
		"study":            "it is a study.Exam",
		"entry":            "days and lengths are read as people write them",
		"talk":             "what is not said is asked",
		"civil":            "plans have days",
	}},
	"example": {pure: true},
	"source/schema": {may: map[string]string{
		"source/keyed": "a table of keys is what a schema is made of",
		"source":       "and these are the tables that files are read by",
	}},
	"serve/visit": {may: map[string]string{"fault": "links have places"}},
	"disk/mount": {may: map[string]string{
		"disk":       "files are kept at hand and followed there",
		"disk/place": "folders are told apart there",
	}},
	"screen": {may: map[string]string{
		"study":      "what is printed is a study.Plan",
		"talk":       "lines are broken as in a conversation",
		"policy":     "the window's states are put in words",
		"site/words": "numbers are put in words",
		"site/board": "what a page says is said in the terminal, too",
		"tally":      "what of a day is done is counted as the plan counts it",
		"civil":      "days and times are printed",
	}},
	"feed":   {pure: true, may: map[string]string{"civil": "entries and events have dates"}},
	"search": {pure: true},
	"policy": {pure: true, may: map[string]string{"civil": "a retake rule is about dates"}},
	"advice": {pure: true, may: map[string]string{
		"timetable": "phases have their names there",
		"civil":     "lengths of time are printed",
	}},
	"trial": {pure: true, may: map[string]string{
		"civil": "simulations have days and minutes",
		"stat":  "chances and gaps are its arithmetic",
		"fault": "simulations have places",
	}},
	"drill": {pure: true, may: map[string]string{
		"civil":  "questions are met again on other days",
		"stat":   "the spacing gap and whole numbers that sum are its arithmetic",
		"report": "an objective is named as on a report",
		"fault":  "misses have places",
	}},
	"cause": {pure: true, may: map[string]string{
		"civil": "hours are weighed",
		"stat":  "what changed answers say is its arithmetic",
		"fault": "what decided has a place",
	}},
	"outlook": {pure: true, may: map[string]string{
		"civil":     "dates are compared",
		"stat":      "hours are allocated and chances added up there",
		"timetable": "free windows become hours there",
		"policy":    "a date lies inside the retake window or not",
		"report":    "a belief is a report.Beta",
	}},
	"gate": {pure: true, may: map[string]string{
		"civil":     "an exam date lies before a day or after it",
		"fault":     "a date that cannot be is said at its place",
		"policy":    "the first gate is the retake window",
		"trial":     "the second and third are about full practice exams",
		"timetable": "how late before an exam the last full one may be stands there",
		"advice":    "numbers of things are put in words there",
	}},
	"belief": {pure: true, may: map[string]string{
		"civil":  "answers have an age",
		"report": "what reports say is where a belief starts, and it is a report.Beta",
		"drill":  "practice is evidence",
		"trial":  "and so are full practice exams",
		"fault":  "evidence has places",
		"advice": "evidence is put in words there",
	}},
	"tally": {pure: true, may: map[string]string{
		"civil":  "what was done has days and minutes",
		"fault":  "people and days that bind have places",
		"trial":  "a simulation that came out lower makes a day hard",
		"advice": "numbers of things are put in words there",
	}},
	"digest": {pure: true, may: map[string]string{
		"civil":  "it counts from a Monday",
		"stat":   "a level is an estimate with a range",
		"advice": "lists of names are put in words there",
	}},
	"syllabus": {pure: true, may: map[string]string{
		"civil":     "blocks have days and minutes",
		"stat":      "the spacing gap is its arithmetic",
		"timetable": "free windows become slots there",
		"report":    "an objective is named as on a report",
		"cause":     "supported causes add tasks to blocks",
		"advice":    "tasks are put in words there",
	}},
	"calibration": {pure: true, may: map[string]string{
		"trial": "what is put to the test",
		"civil": "simulations have days",
	}},
	"timetable": {pure: true, may: map[string]string{"civil": "it packs windows of days into slots"}},
	"report": {pure: true, may: map[string]string{
		"stat":  "what is believed is a Beta distribution",
		"fault": "sections of a report have places",
	}},
	"attempt": {pure: true, may: map[string]string{
		"civil":  "sittings have days and hours",
		"report": "each has a score report",
		"fault":  "and a place",
	}},
	"themes":  {pure: true},
	"corpus":  {pure: true},
	"browser": {},
	"study": {pure: true, may: map[string]string{
		"civil":     "a plan is made of days and minutes",
		"policy":    "the window for the next attempt is the policy engine's answer",
		"stat":      "beliefs, budget and chances are its arithmetic",
		"attempt":   "sittings of the real exam are told apart there",
		"report":    "each form of a score report is read there",
		"belief":    "reports and answers become beliefs there",
		"timetable": "free windows become slots there",
		"trial":     "full practice exams are weighed there",
		"drill":     "questions that went wrong are met again by its rule",
		"cause":     "why it went wrong is weighed there",
		"syllabus":  "slots are filled with work there",
		"outlook":   "what hours may bring is worked out there",
		"gate":      "whether an exam date holds is decided there",
		"tally":     "what was done of what was planned is counted there",
		"digest":    "two plans are set beside each other there",
		"advice":    "what was decided is put in words there",
		"fault":     "what only thinking finds wrong is said at its place",
	}},
	"markdown": {may: map[string]string{
		"fault":              "notes have places, and things wrong at them",
		"markdown/plain":     "a file's bytes become text there",
		"markdown/syntax":    "text becomes a tree there",
		"markdown/clean":     "HTML is written there, balanced and harmless",
		"markdown/highlight": "code is coloured there",
		"markdown/shelf":     "files are found there",
		"markdown/pack":      "finished HTML is kept small there",
	}},
	"markdown/plain": {may: map[string]string{"fault": "bytes that are no text have places"}},
	"markdown/clean": {may: map[string]string{"markdown/plain": "text is escaped, and ids are handed out once"}},
	"markdown/syntax": {may: map[string]string{
		"markdown/plain": "where words have no spaces, emphasis has other borders",
		"markdown/clean": "which tags are markup decides where a block of HTML begins",
	}},
	"markdown/shelf":     {},
	"markdown/pack":      {},
	"markdown/highlight": {may: map[string]string{"markdown/plain": "code is escaped"}},
	"source": {may: map[string]string{
		"source/keyed":     "TOML is read there",
		"source/catalogue": "the exam and its rule are found there",
		"source/front":     "front matter is read there",
		"source/audience":  "what others are shown is read there",
		"source/elsewhere": "and what comes from elsewhere",
		"study":            "what is read is a study.Record",
		"markdown":         "a note is parsed where it is read",
		"civil":            "dates and times are read",
		"fault":            "everything wrong in a file is said at its place",
	}},
	"source/audience": {may: map[string]string{
		"source/keyed": "a table of keys is what it is",
		"fault":        "words that are none of those there are have places",
	}},
	"source/elsewhere": {may: map[string]string{
		"source/keyed":     "a table of keys is what it is",
		"source/catalogue": "a linked folder is named by a slug",
		"fault":            "a folder that may not be read is said at its place",
	}},
	"source/front": {may: map[string]string{
		"source/keyed": "front matter may be TOML",
		"markdown":     "a note knows where its front matter is",
		"civil":        "a note may have a date",
		"fault":        "what is wrong with it is said at its place",
	}},
	"source/keyed": {may: map[string]string{
		"civil": "dates and times are read",
		"fault": "everything wrong in a file is said at its place",
	}},
	"source/catalogue": {may: map[string]string{
		"source/keyed": "the catalogue is TOML",
		"study":        "what is found is a study.Exam",
		"policy":       "and its policy.Policy",
		"civil":        "versions and rules have dates",
		"fault":        "an exam that is not known is said at its place",
	}},
	"lint": {pure: true, may: map[string]string{
		"study":  "what is judged is a study.Plan",
		"policy": "a rule may be stale",
		"civil":  "dates are compared",
		"fault":  "what makes a plan bad is said at its place",
	}},
	"site": {may: map[string]string{
		"site/view":       "what templates are given is declared there",
		"site/words":      "numbers become words there",
		"site/board":      "what the pages of the plan share stands there",
		"site/agenda":     "the pages of what to do, and when, are filled there",
		"site/proof":      "the pages of what is known are filled there",
		"site/support":    "the pages of who and what helps are filled there",
		"study":           "what is drawn is a study.Plan",
		"markdown":        "a note is rendered where it is shown",
		"civil":           "the plan's day is part of every page's frame",
		"fault":           "a theme's mistakes are said at their place",
		"search":          "texts become an index there",
		"site/almanac":    "the plan is also a calendar and a feed there",
		"site/figure":     "numbers are drawn there",
		"seal":            "a shared edition is locked",
		"site/attachment": "what notes link is looked at there",
		"site/theme":      "templates are read and run there",
		"site/planjson":   "plan.json is written there",
	}},
	"site/view": {},
	"site/figure": {may: map[string]string{
		"chart":      "numbers are drawn there",
		"study":      "what is drawn is a study.Plan",
		"site/board": "what pages share is there",
		"site/view":  "a chart on a page has a view",
		"site/words": "numbers become words there",
		"civil":      "days run along an axis",
		"stat":       "numbers are rounded for print",
		"trial":      "simulations are drawn",
		"outlook":    "forecasts are drawn",
		"tally":      "what was done is drawn",
	}},
	"site/almanac": {may: map[string]string{
		"feed":       "calendars and feeds are written there",
		"study":      "what is announced is a study.Plan",
		"site/board": "what pages share is there",
		"site/view":  "links are made there",
		"site/words": "numbers become words there",
		"civil":      "entries have days and times",
		"digest":     "an entry of the feed is a week's digest",
		"stat":       "numbers are rounded for print",
		"tally":      "people are met on days",
	}},
	"site/words": {may: map[string]string{
		"study":  "the plan's own terms are put in words",
		"policy": "the window's states are put in words",
		"civil":  "dates and lengths are printed",
		"stat":   "numbers are rounded for print",
		"fault":  "places are printed",
	}},
	"site/board": {may: map[string]string{
		"study":      "what stands on it is a study.Plan",
		"site/view":  "parts of pages are filled there",
		"site/words": "numbers become words there",
		"civil":      "blocks have hours",
		"cause":      "a task names its cause",
		"stat":       "a range over the whole exam is its arithmetic",
		"fault":      "places are printed",
	}},
	"site/agenda": {may: map[string]string{
		"site/board":  "what pages share is there",
		"site/figure": "charts are made there",
		"study":       "what is shown is a study.Plan",
		"site/view":   "pages are filled there",
		"site/words":  "numbers become words there",
		"civil":       "days and times are shown",
		"policy":      "the retake rule and its window are shown",
		"outlook":     "the what-if grid is shown",
		"drill":       "misses are shown",
		"tally":       "a hard day is told by its reason",
		"stat":        "the wait between two meetings is its arithmetic",
		"fault":       "places are printed",
	}},
	"site/proof": {may: map[string]string{
		"site/board":  "what pages share is there",
		"site/figure": "charts are made there",
		"study":       "what is shown is a study.Plan",
		"site/view":   "pages are filled there",
		"site/words":  "numbers become words there",
		"civil":       "days are shown",
		"trial":       "simulations are shown",
		"cause":       "causes are shown",
		"stat":        "numbers are rounded for print",
		"fault":       "places are printed",
	}},
	"site/support": {may: map[string]string{
		"site/board":  "what pages share is there",
		"site/figure": "charts are made there",
		"study":       "what is shown is a study.Plan",
		"site/view":   "pages are filled there",
		"site/words":  "numbers become words there",
		"civil":       "days and time spent are shown",
		"cause":       "what was worked on is named",
	}},
	"site/specimen": {may: map[string]string{
		"site/board": "what it makes is a board",
		"study":      "holding a study.Plan",
		"policy":     "with the window of a rule",
		"civil":      "on days of the calendar",
		"site/words": "sentences are compared without their fixed spaces",
	}},
	"site/theme": {may: map[string]string{"fault": "a theme's mistakes are said at their place"}},
	"site/planjson": {may: map[string]string{
		"site/view": "what is told to whom is declared there",
		"study":     "what is written is a study.Plan",
		"civil":     "dates are written",
		"stat":      "numbers are rounded to what is meaningful",
	}},
	"site/attachment": {},
	"disk": {may: map[string]string{
		"disk/memory": "files are kept at hand there",
		"disk/system": "what systems do differently is done there",
		"disk/place":  "a file that is missing is made there",
	}},
	"disk/memory": {},
	"disk/place":  {},
	"disk/system": {},
	"serve": {may: map[string]string{
		"fault": "the panel shows what is wrong",
		"disk":  "a ticked box is written to its file",
	}},
	"private": {may: map[string]string{
		"study": "what is private stands in a study.Record",
		"civil": "days are written in many ways",
	}},
	"keyring": {may: map[string]string{"seal": "what is kept is a key", "disk/place": "a key is never kept in a plan's folder"}},
	"generator": {may: map[string]string{
		"private":   "what would tell whose plan it is does not go into a starter",
		"begin":     "what a starter says to its owner is what a new plan says",
		"site/view": "what an edition tells is declared there",
		"source":    "first step: read",

		"source/audience":  "what an audience is shown becomes an edition",
		"source/elsewhere": "how tables were read is handed on",
		"study":            "second step: think",
		"lint":             "and say what makes the plan a bad one",
		"markdown":         "third step: find what links mean",
		"site":             "last step: draw",
		"themes":           "the plan's theme is laid over the default",
		"civil":            "today is a date",
		"fault":            "what is wrong is handed up",
		"entry":            "words of the log are understood by what the plan knows",
	}},
	"cmd/calibration": {may: map[string]string{"calibration": "the synthetic study is printed"}},
	"cmd/retake/edge": {may: map[string]string{
		"generator": "the pipeline is given what flags and surroundings say",
		"console":   "the terminal is asked there",
		"talk":      "whoever sits there may be asked",
		"screen":    "an address is drawn for a phone there",
		"keyring":   "keys are kept there",
		"seal":      "an edition is locked",
		"source":    "a plan names folders from elsewhere",

		"source/elsewhere": "and these are described there",
		"disk":             "one file of the plan is changed there",
		"disk/place":       "folders are told apart there",
		"disk/mount":       "linked folders are laid into the plan there",
		"serve/visit":      "which network there is belongs to the world outside",
		"civil":            "--today is a date",
		"fault":            "faults are printed",
	}},
	"cmd/retake/share": {may: map[string]string{
		"cmd/retake/edge": "flags, exit codes and editions are there",
		"generator":       "the pipeline",
		"git":             "an edition is pushed",
		"bundle":          "or packed to be mailed",
		"console":         "who reads along is known there",
		"disk/place":      "folders are told apart there",
	}},
	"cmd/retake/evening": {may: map[string]string{
		"cmd/retake/edge":  "flags and exit codes are there, and the one way to change a file of the plan",
		"generator":        "the pipeline",
		"screen":           "a day, and what has changed, are drawn there",
		"console":          "how wide the terminal is",
		"talk":             "whoever sits there is asked what is missing",
		"entry":            "words become entries of the log there",
		"intake":           "tables become entries there",
		"anki":             "collections become reviews there",
		"paper":            "a printed report becomes text there",
		"scoresheet":       "and text an attempt",
		"adopt":            "folders of notes become part of the plan there",
		"keyring":          "which folders may be read is kept there",
		"source":           "new entries are checked as they will be read",
		"source/catalogue": "a folder's name becomes a slug",
		"source/elsewhere": "how tables were read is kept there",
		"source/keyed":     "what is near to a mistyped word is known there",
		"disk":             "a note is replaced there",
		"disk/place":       "folders are told apart there",
		"disk/mount":       "linked folders are laid into the plan there",
		"civil":            "entries have days",
		"fault":            "what cannot be found is printed",
	}},
	"cmd/retake": {may: map[string]string{
		"cmd/retake/edge":    "flags and exit codes are there",
		"cmd/retake/share":   "publish is there",
		"cmd/retake/evening": "log, import and today are there",
		"generator":          "the pipeline",
		"console":            "the terminal is asked there",
		"begin":              "a new plan is written there",
		"example":            "the sample plan is kept there",
		"screen":             "plans, help and addresses are drawn for a terminal there",
		"serve":              "the preview",
		"serve/visit":        "links to elsewhere are tried out there",
		"disk":               "the site is put into a folder",
		"disk/place":         "folders are told apart there",
		"disk/mount":         "linked folders are laid into the plan there",
		"source":             "the preview asks how it is to be shown",
		"source/keyed":       "what is near to a mistyped word is known there",
		"source/catalogue":   "exams are completed by their codes",
		"source/schema":      "editors are told of the keys",
		"site":               "the preview ticks the boxes of a finished site",
		"site/planjson":      "plan.json is printed",
		"site/view":          "all of it, as the learner's own edition has it",
		"civil":              "a new plan begins on a day",
		"fault":              "faults are printed",
	}},
}

// foreign says which rooms may use which module, and why. One that is not listed is used by no room.
var foreign = []struct {
	module string
	rooms  []string
	why    string
}{
	{"github.com/BurntSushi/toml", []string{"source/keyed"}, "TOML is read in one place, with its positions"},
	{"go.yaml.in/yaml/v3", []string{"source/front"}, "front matter is read with the note"},
	{"github.com/yuin/goldmark", []string{"markdown", "markdown/syntax"}, "another Markdown library must be one room's work"},
	{"github.com/alecthomas/chroma/v2", []string{"markdown/highlight"}, "another highlighter must be one room's work"},
	{"golang.org/x/net/html", []string{"markdown/clean"}, "raw HTML in notes is made safe there"},
	{"github.com/fsnotify/fsnotify", []string{"disk"}, "files are followed in one place"},
	{"golang.org/x/sys", []string{"disk/system"}, "two files change places in one step"},
	{"github.com/spf13/cobra", []string{"cmd/retake", "cmd/retake/edge", "cmd/retake/share", "cmd/retake/evening"}, "arguments are read in one place"},
	{"github.com/spf13/pflag", []string{"cmd/retake", "cmd/retake/edge", "cmd/retake/share", "cmd/retake/evening"}, "arguments are read in one place"},
	{"golang.org/x/term", []string{"console"}, "only the edge knows a terminal"},
	{"github.com/chromedp/chromedp", []string{"browser"}, "only tests look at pages in a browser"},
	{"rsc.io/qr", []string{"screen"}, "an address is shown as a code in the terminal"},
	{"golang.org/x/text", []string{"search", "seal", "adopt"}, "letters are compared without their accents, passphrases and names of files in one form"},
	{"github.com/klauspost/compress", []string{"anki"}, "newer collections are packed with Zstandard"},
	{"github.com/ledongthuc/pdf", []string{"paper"}, "the text of a PDF is read in one place"},
	{"golang.org/x/sync", []string{"generator", "site", "source", "markdown"}, "work side by side, with a limit"},
}

// windows are the one window each onto files, network and clock.
var windows = []struct {
	pkg   string // with all below, unless listed in but
	but   []string
	rooms []string
	why   string
}{
	{"os", nil, []string{"disk", "disk/memory", "disk/system", "disk/place", "disk/mount", "git", "keyring", "console", "cmd/retake", "cmd/retake/edge", "cmd/retake/share", "cmd/retake/evening"}, "files are given as an fs.FS, so that tests and the preview need no disk"},
	{"net", []string{"net/url", "net/netip"}, []string{"serve", "serve/visit", "cmd/retake"}, "the network is in one place"},
	{"net/http", nil, []string{"serve", "serve/visit", "cmd/retake"}, "the network is in one place"},
	{"log", nil, []string{"serve", "cmd/retake"}, "what is wrong is returned, not printed on the way"},
	{"math/rand", nil, []string{"calibration"}, "the same input gives the same bytes"},
	{"plugin", nil, nil, "a theme is data"},
	{"unsafe", nil, nil, "nothing here is worth it"},
}

// impure are packages that study and the ground floor never touch, beyond those of windows.
var impure = map[string]string{
	"html":    "the crafts return data; pages are made in site",
	"io/fs":   "they are given values, not files",
	"embed":   "their tables are Go; the catalogue is source's",
	"syscall": "they are the same on any machine",
	"net/url": "addresses are source's and site's",
	"runtime": "they are the same on any machine",
}

// excused are imports that a rule forbids and a reason allows: room and package -> reason.
var excused = map[string]string{
	"themes io/fs":       "a theme is a folder of files",
	"themes embed":       "the default theme is inside the program",
	"seal embed":         "the page and the script that unseal are inside the program",
	"cmd/calibration os": "a table is printed",
	"browser os":         "a test asks for Chromium in the environment",
	"browser os/exec":    "and looks for it in PATH",
	"generator embed":    "the workflow that publishes is inside the program",
	"example embed":      "the sample plan is inside the program",
}

// clockRooms may ask what time it is, or wait.
var clockRooms = []string{"cmd/retake", "cmd/retake/evening", "console", "serve", "serve/visit", "disk", "disk/memory", "disk/system"}

// clocks are the names in package time that ask or wait.
var clocks = []string{"Now", "Since", "Until", "Local", "After", "AfterFunc", "Tick", "NewTicker", "NewTimer", "Sleep"}

// calendar are the names in package time that pure rooms may use: constants, and the calendar under UTC.
var calendar = strings.Fields(`Weekday Sunday Monday Tuesday Wednesday Thursday Friday Saturday
	Month January February March April May June July August September October November December
	Duration Hour Minute Second DateOnly Time Date Unix UTC`)

// vague are names that say nothing about what is inside.
var vague = []string{"util", "utils", "common", "helper", "helpers", "types", "model", "models", "misc", "shared", "base"}

// Shape: beyond these a file, a function or a room is hard to hold in one's head.
const (
	maxFile     = 500
	maxFunction = 80
	maxRoom     = 2000
)

// excuse is a length of its own for a room, a file or a function, and why.
type excuse struct {
	lines int
	why   string
}

// large are the rooms, files and functions that may be longer, up to a bound of their own.
var large = map[string]excuse{
	"study": {2400, "500 of its lines declare Record and Plan, which every other room reads"},
}

// limit is the bound for a name.
func limit(name string, ordinary int) int {
	if e, ok := large[name]; ok {
		return e.lines
	}
	return ordinary
}

// TestHouse holds the code that there is against the rules.
func TestHouse(t *testing.T) {
	for _, wrong := range inspect(house, goFiles(t, "..")) {
		t.Error(wrong)
	}
}

// goFiles reads every Go file that is part of the program: no tests, nothing in testdata.
func goFiles(t *testing.T, root string) map[string]string {
	t.Helper()
	files := map[string]string{}
	tree := os.DirFS(root)
	err := fs.WalkDir(tree, ".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && (d.Name() == "testdata" || len(d.Name()) > 1 && d.Name()[0] == '.'):
			return fs.SkipDir
		case d.IsDir() || path.Ext(name) != ".go" || strings.HasSuffix(name, "_test.go"):
			return nil
		}
		src, err := fs.ReadFile(tree, name)
		files[name] = string(src)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// inspect returns everything that is wrong with files (path from the module's root -> source).
func inspect(house map[string]room, files map[string]string) []string {
	v := &visit{house: house, lines: map[string]int{}}
	for _, name := range slices.Sorted(maps.Keys(files)) {
		v.file(name, files[name])
	}
	v.rooms()
	return v.wrong
}

// visit is one inspection under way.
type visit struct {
	house map[string]room
	lines map[string]int    // by room
	doc   map[string]string // package comments by room
	wrong []string
}

func (v *visit) say(format string, args ...any) {
	v.wrong = append(v.wrong, fmt.Sprintf(format, args...))
}

// roomOf is the room that a folder of the module is; generator itself is the one on the third floor.
func roomOf(dir string) string {
	return strings.TrimPrefix(dir, "generator/")
}

func (v *visit) file(name, src string) {
	in := roomOf(path.Dir(name))
	r, known := v.house[in]
	if !known {
		v.say("%s: %q is not a room of the house: put it into the table with what it may import, and why", name, in)
		return
	}
	if r.planned {
		v.say("%s: %q is there now: strike out planned", name, in)
	}
	fset := token.NewFileSet()
	f, err := parser.ParseFile(fset, name, src, parser.ParseComments)
	if err != nil {
		v.say("%s: %v", name, err)
		return
	}
	v.names(name, f.Name.Name)
	v.shape(name, in, src, fset, f)
	if f.Doc != nil {
		if v.doc == nil {
			v.doc = map[string]string{}
		}
		v.doc[in] += f.Doc.Text()
	}
	for _, spec := range f.Imports {
		pkg, err := strconv.Unquote(spec.Path.Value)
		if err == nil {
			v.imports(name, in, r, pkg, spec)
		}
	}
	v.clock(name, in, r, fset, f)
}

// rooms looks at what only the whole shows.
func (v *visit) rooms() {
	for _, in := range slices.Sorted(maps.Keys(v.house)) {
		n, there := v.lines[in]
		switch {
		case !there && !v.house[in].planned:
			v.say("room %q is in the table and has no code: strike it out, or mark it planned", in)
		case n > limit(in, maxRoom):
			v.say("room %q has %d lines, more than %d: which part has a vocabulary of its own?", in, n, limit(in, maxRoom))
		}
		if there && !strings.Contains(strings.ToLower(v.doc[in]), "deliberately absent") {
			v.say("room %q: the package comment does not say what is deliberately absent", in)
		}
	}
}

func (v *visit) names(name, pkg string) {
	base := strings.TrimSuffix(path.Base(name), ".go")
	for _, word := range []string{pkg, base} {
		if slices.Contains(vague, word) {
			v.say("%s: %q says nothing about what is inside", name, word)
		}
	}
}

func (v *visit) shape(name, in, src string, fset *token.FileSet, f *ast.File) {
	n := strings.Count(src, "\n")
	v.lines[in] += n
	if n > limit(name, maxFile) {
		v.say("%s has %d lines, more than %d", name, n, limit(name, maxFile))
	}
	for _, d := range f.Decls {
		fn, ok := d.(*ast.FuncDecl)
		if !ok {
			continue
		}
		n := fset.Position(fn.End()).Line - fset.Position(fn.Pos()).Line + 1
		if n > limit(name+" "+fn.Name.Name, maxFunction) {
			v.say("%s: %s has %d lines, more than %d", name, fn.Name.Name, n, limit(name+" "+fn.Name.Name, maxFunction))
		}
	}
}

// imports holds one import against the tables.
func (v *visit) imports(name, in string, r room, pkg string, spec *ast.ImportSpec) {
	switch {
	case spec.Name != nil && spec.Name.Name == ".":
		v.say("%s: dot import of %s: a reader cannot tell where a name comes from", name, pkg)
	case excused[in+" "+pkg] != "":
	case pkg == "retake" || strings.HasPrefix(pkg, "retake/"):
		v.neighbour(name, in, r, pkg)
	case strings.Contains(strings.SplitN(pkg, "/", 2)[0], "."):
		v.foreign(name, in, pkg)
	default:
		v.standard(name, in, r, pkg)
	}
}

func (v *visit) neighbour(name, in string, r room, pkg string) {
	to := roomOf(strings.TrimPrefix(pkg, "retake/"))
	_, known := v.house[to]
	switch {
	case !known:
		v.say("%s: imports %s, which is not a room", name, pkg)
	case to == "generator" && !strings.HasPrefix(in, "cmd/retake") || to == "cmd/retake":
		v.say("%s: nothing imports %s: arrows point down", name, to)
	case r.may[to] == "":
		v.say("%s: %s must not know %s", name, in, to)
	}
}

// under reports whether pkg is root or below it.
func under(pkg, root string) bool { return pkg == root || strings.HasPrefix(pkg, root+"/") }

func (v *visit) foreign(name, in, pkg string) {
	for _, m := range foreign {
		if !under(pkg, m.module) {
			continue
		}
		if !slices.Contains(m.rooms, in) {
			v.say("%s: %s is for %s only: %s", name, m.module, strings.Join(m.rooms, ", "), m.why)
		}
		return
	}
	v.say("%s: %s is not a module that any room may use", name, pkg)
}

func (v *visit) standard(name, in string, r room, pkg string) {
	for _, w := range windows {
		if under(pkg, w.pkg) && !slices.Contains(w.but, pkg) && !slices.Contains(w.rooms, in) {
			v.say("%s: %s is not for %s: %s", name, pkg, in, w.why)
			return
		}
	}
	for root, why := range impure {
		if r.pure && under(pkg, root) {
			v.say("%s: %s is not for %s, which is pure: %s", name, pkg, in, why)
		}
	}
}

// clock finds what asks for the time. It goes by names, so a method called Local is taken for time's.
func (v *visit) clock(name, in string, r room, fset *token.FileSet, f *ast.File) {
	alias := importedAs(f, "time")
	if alias == "" || slices.Contains(clockRooms, in) {
		return
	}
	ast.Inspect(f, func(n ast.Node) bool {
		sel, ok := n.(*ast.SelectorExpr)
		if !ok {
			return true
		}
		at, what := fset.Position(sel.Pos()), sel.Sel.Name
		x, plain := sel.X.(*ast.Ident)
		switch {
		case plain && x.Name == alias && slices.Contains(clocks, what):
			v.say("%s: time.%s: today is an argument", at, what)
		case plain && x.Name == alias && r.pure && !slices.Contains(calendar, what):
			v.say("%s: time.%s is not for %s: only constants and the calendar are", at, what, in)
		case what == "Local" && !(plain && x.Name == alias):
			v.say("%s: Local: the zone of the machine is not the learner's", at)
		}
		return true
	})
}

// importedAs is the name by which a file knows a package, "" if it does not.
func importedAs(f *ast.File, pkg string) string {
	for _, spec := range f.Imports {
		if spec.Path.Value != strconv.Quote(pkg) {
			continue
		}
		if spec.Name != nil {
			return spec.Name.Name
		}
		return path.Base(pkg)
	}
	return ""
}
