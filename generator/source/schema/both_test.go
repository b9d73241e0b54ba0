package schema_test

import (
	"bytes"
	"flag"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"retake/generator/fault"
	"retake/generator/source"
	"retake/generator/source/keyed"
	"retake/generator/source/schema"
)

var update = flag.Bool("update", false, "write the sample's schemas anew")

// shape are the codes of faults that a schema can find.
var shape = []string{"wrong-type", "out-of-range", "unknown-value", "bad-time", "unknown-key", "missing-key", "bad-objective"}

// place is one key of a file, and the tables that lead to it.
type place struct {
	file string
	way  []keyed.Key
	key  keyed.Key
}

func (p place) String() string {
	name := strings.TrimSuffix(p.file[strings.LastIndexByte(p.file, '/')+1:], ".toml")
	for _, t := range p.way {
		name += "." + t.Name
	}
	return name + "." + p.key.Name
}

// places are all keys of all files; with tables, each table has a key that nothing knows.
func places(t *testing.T) (out []place) {
	var walk func(file string, way, keys []keyed.Key)
	walk = func(file string, way, keys []keyed.Key) {
		for _, k := range keys {
			out = append(out, place{file, way, k})
			for _, form := range append([]keyed.Key{k}, k.Also...) {
				if form.Keys != nil && !(file == "content/exams.toml" && k.Name == "policy") { // which is read with its exam only
					form.Name = k.Name
					walk(file, append(slices.Clone(way), form), form.Keys())
				}
			}
		}
	}
	for _, f := range source.Tables() {
		walk(f.File, nil, f.Keys)
	}
	if len(out) < 400 {
		t.Fatalf("only %d keys: the tables are not walked in full", len(out))
	}
	return out
}

// samples are values of every kind.
var samples = []string{
	"0", "1", "3", "-3", "45", "700", "5000", "1000000", "0.25", "0.75", "72.5", "-50000.5", "3.0", "true",
	`""`, `"x"`, `"4.2"`, `"de-DE"`, `"19:00"`, `"25:00"`, `"19:00-20:30"`, `"90m"`, `"0m"`, `" 1H 30 min "`, `"-90m"`, `"12 h"`, `"sun 18:00"`, `"Sunday"`, `"someday"`,
	`"https://example.org/a"`, `"ftp://example.org"`, `"fail"`, `"2026-11-23"`, `"../x"`,
	"2026-11-23", "1850-01-01", "2026-11-23T15:40:00", "2026-11-23T15:40:00Z", "19:00:00",
	"[]", "[1, 2]", "[2, 0]", "[700]", "[20, 42, 65, 88]", "[20, 42]", `["x"]`, `["4.2", 4]`, "[[1, 2]]", "[2026-11-23]", `[2026-11-23, "x"]`, `["19:00-20:30", 45]`,
	"{}", "{ x = 1 }", "{ x = [1, 2] }", "{ x = [1] }", "[{}]", "[{ x = 1 }]",
}

// own are the words of a key, in letters large and small.
func own(k keyed.Key) (out []string) {
	for _, form := range append([]keyed.Key{k}, k.Also...) {
		for _, w := range form.Words {
			out = append(out, strconv.Quote(w), strconv.Quote(" "+strings.ToUpper(w)), strconv.Quote(w+"x"))
		}
		for _, item := range form.Items {
			for _, w := range item.Words {
				out = append(out, "["+strconv.Quote(w)+"]", "["+strconv.Quote(strings.ToUpper(w))+"]")
			}
		}
	}
	return out
}

// good is a value for a key that has to be there.
func good(k keyed.Key) string {
	if len(k.Words) > 0 {
		return strconv.Quote(k.Words[0])
	}
	return map[keyed.Kind]string{
		keyed.IsText: `"a"`, keyed.IsWhole: "1", keyed.IsNumber: "1", keyed.IsDate: "2026-11-23", keyed.IsMoment: "2026-11-23",
		keyed.IsLength: "60", keyed.IsDomain: "1", keyed.IsList: `["a"]`, keyed.IsTable: "{}",
	}[k.Kind]
}

// examLine is an exam.toml that is complete. The exam has five domains and a score from 100 to 900.
const examLine = "exam = \"SY0-701\"\n"

// document is the smallest file that has a key with a value, and the line on which it stands. The keys beside it that have
// to be there are there.
func (p place) document(value string) (text string, line int) {
	var b strings.Builder
	fill := func(keys []keyed.Key, but string) {
		for _, k := range keys {
			if k.Need && k.Name != but {
				fmt.Fprintf(&b, "%s = %s\n", k.Name, good(k))
			}
		}
	}
	if p.file == "content/exam.toml" && p.String() != "exam.exam" {
		b.WriteString(examLine)
	}
	name := ""
	for i, t := range p.way {
		next := p.key.Name
		if i+1 < len(p.way) {
			next = p.way[i+1].Name
		}
		name = strings.TrimPrefix(name+"."+t.Name, ".")
		form := "[%s]\n"
		if t.Kind == keyed.IsTables {
			form = "[[%s]]\n"
		}
		fmt.Fprintf(&b, form, name)
		fill(t.Keys(), next)
		if len(t.Either) > 0 && !slices.Contains(t.Either, next) {
			fmt.Fprintf(&b, "%s = 1\n", t.Either[0])
		}
	}
	if p.key.With != "" {
		fmt.Fprintf(&b, "%s = 10000\n", p.key.With)
	}
	line = strings.Count(b.String(), "\n") + 1
	fmt.Fprintf(&b, "%s = %s\n", p.key.Name, value)
	return b.String(), line
}

// reader says what the files' own reader has against a line of a file.
func reader(file, text string, line int) (out fault.List) {
	plan := fstest.MapFS{}
	if strings.Contains(text, "domain") || file == "content/attempts.toml" { // it takes time to look an exam up
		plan["content/exam.toml"] = &fstest.MapFile{Data: []byte(examLine)}
	}
	plan[file] = &fstest.MapFile{Data: []byte(text)}
	_, faults := source.Load(plan)
	for _, f := range faults {
		if f.Pos.File == file && (line == 0 || f.Pos.Line == line) && slices.Contains(shape, f.Code) && f.Severity == fault.Error && !beside(f) {
			out = append(out, f)
		}
	}
	return out
}

// beside reports a fault of one key in view of another, or of the exam.
func beside(f fault.Fault) bool { return besides.MatchString(f.Message) }

var besides = regexp.MustCompile(`outside the scale|^the scale runs|(right|points|stars|guessed) [0-9.]+ of [0-9]+|^soft_cap \d+ is above hard_cap|less than the quarter before|^domain .* right of|past midnight|has no (value|form|max)`)

// compiled are the schemas, by the names of the files that they are for.
func compiled(t *testing.T) map[string]*jsonschema.Schema {
	c := jsonschema.NewCompiler()
	c.AssertFormat() // as Taplo does
	files := schema.Files()
	out := map[string]*jsonschema.Schema{}
	for _, f := range source.Tables() {
		name := strings.TrimPrefix(strings.TrimSpace(schema.Directive(f.File)), "#:schema ")
		name = strings.TrimPrefix(name, "../")
		doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(files[name]))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if err := c.AddResource(name, doc); err != nil {
			t.Fatal(err)
		}
		if out[f.File], err = c.Compile(name); err != nil {
			t.Fatal(err)
		}
	}
	return out
}

// asJSON is a TOML text as Taplo hands it to a schema: dates and times are texts.
func asJSON(t *testing.T, text string) any {
	var faults fault.List
	v := keyed.NewFile("x.toml", text, 1, &faults).Parse()
	if len(faults) > 0 {
		t.Fatalf("%v in:\n%s", faults, text)
	}
	return plain(v.V)
}

func plain(v any) any {
	switch x := v.(type) {
	case time.Time:
		switch {
		case keyed.Zoned(x):
			return x.Format(time.RFC3339)
		case x.Location().String() == "time-local":
			return x.Format(time.TimeOnly)
		case x.Location().String() == "datetime-local":
			return x.Format("2006-01-02T15:04:05")
		}
		return x.Format(time.DateOnly)
	case map[string]any:
		out := map[string]any{}
		for k, y := range x {
			out[k] = plain(y)
		}
		return out
	case []map[string]any:
		out := []any{}
		for _, y := range x {
			out = append(out, plain(y))
		}
		return out
	case []any:
		out := []any{}
		for _, y := range x {
			out = append(out, plain(y))
		}
		return out
	}
	return v
}

// TestSchemaAndReaderAgree gives each key of each file values of all kinds.
func TestSchemaAndReaderAgree(t *testing.T) {
	schemas := compiled(t)
	used := make([]bool, len(differences))
	for _, p := range places(t) {
		if p.file == "content/exam.toml" && len(p.way) > 0 && p.way[0].Name == "policy" {
			continue // the table of policies.toml
		}
		taken, refused := 0, 0
		for _, x := range p.tryOut() {
			err := schemas[p.file].Validate(asJSON(t, x.text))
			if len(x.said) > 0 {
				refused++
			} else {
				taken++
			}
			if (err != nil) == (len(x.said) > 0) {
				continue
			}
			if i := known(p, x.value, err != nil); i >= 0 {
				used[i] = true
				continue
			}
			t.Errorf("%s = %s: the schema says %v, the reader %v\n%s", p, x.value, err, x.said, x.text)
		}
		if free := p.key.Kind == keyed.IsAny; taken == 0 || refused == 0 && !free {
			t.Errorf("%s: %d samples taken, %d refused: the samples do not try it out", p, taken, refused)
		}
	}
	for i, d := range differences {
		if !used[i] {
			t.Errorf("difference %d (%s) is none", i, d.why)
		}
	}
}

// trial is a value in the smallest file that has it, and what the reader says of it.
type trial struct {
	value, text string
	said        fault.List
}

// tryOut has the reader look at all samples for a key: in one file if the key is one of a list of tables.
func (p place) tryOut() (out []trial) {
	values := append(own(p.key), samples...)
	together := len(p.way) > 0 && p.way[0].Kind == keyed.IsTables
	var all strings.Builder
	var at []int
	for _, value := range values {
		text, line := p.document(value)
		x := trial{value: value, text: text}
		if !together {
			x.said = reader(p.file, text, line)
		}
		at = append(at, strings.Count(all.String(), "\n")+line)
		all.WriteString(strings.TrimPrefix(text, examLine))
		if strings.HasPrefix(text, examLine) {
			at[len(at)-1]--
		}
		out = append(out, x)
	}
	if !together {
		return out
	}
	for _, f := range reader(p.file, all.String(), 0) {
		if i := slices.Index(at, f.Pos.Line); i >= 0 {
			out[i].said = append(out[i].said, f)
		}
	}
	return out
}

// TestUnknownKeysAreRefused adds a key that nothing knows to every table.
func TestUnknownKeysAreRefused(t *testing.T) {
	schemas := compiled(t)
	tables := map[string]bool{}
	for _, p := range places(t) {
		p.key = keyed.Key{Name: "nothing_knows_this", Kind: keyed.IsWhole}
		text, line := p.document("1")
		tables[p.file+text] = true
		if said := reader(p.file, text, line); len(said) == 0 || said[0].Code != "unknown-key" {
			t.Errorf("%s: the reader says %v", p, said)
		}
		if err := schemas[p.file].Validate(asJSON(t, text)); err == nil {
			t.Errorf("%s: the schema takes it", p)
		}
	}
	if len(tables) < 60 {
		t.Errorf("only %d tables", len(tables))
	}
}

// TestNeededKeysAreMissed leaves out each key that has to be there, of an entry that has another.
func TestNeededKeysAreMissed(t *testing.T) {
	schemas := compiled(t)
	needed := 0
	for _, p := range places(t) {
		if !p.key.Need {
			continue
		}
		needed++
		text, line := p.document(good(p.key))
		lines := strings.SplitAfter(text, "\n")
		text = strings.Join(append(lines[:line-1:line-1], lines[line:]...), "")
		if said := reader(p.file, text, 0); len(said) == 0 || said[0].Code != "missing-key" {
			t.Errorf("%s: the reader says %v", p, said)
		}
		if err := schemas[p.file].Validate(asJSON(t, text)); err == nil {
			t.Errorf("%s: the schema takes\n%s", p, text)
		}
	}
	if needed < 25 {
		t.Errorf("only %d keys have to be there", needed)
	}
}
