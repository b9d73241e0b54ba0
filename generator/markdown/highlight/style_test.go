package highlight

import (
	"bytes"
	"regexp"
	"strings"
	"testing"

	"github.com/alecthomas/chroma/v2"
)

// languages are words that notes put on fences.
const languages = "bash sh shell zsh powershell ps1 pwsh cmd bat python py python3 go json yaml yml toml xml html css js javascript ts sql c cpp c++ c# csharp java php ruby rb rust kotlin swift perl lua r nginx dockerfile docker hcl terraform tf ini diff vb makefile http"

// TestContrast computes the contrast of each colour on its background, as WCAG 2.2 does.
func TestContrast(t *testing.T) {
	css := string(CSS())
	light, dark, ok := strings.Cut(css, "@media")
	if !ok || len(css) > 6<<10 {
		t.Errorf("%d bytes, two modes: %v", len(css), ok)
	}
	colours := regexp.MustCompile(`#[0-9a-f]{6}`)
	for _, mode := range []struct{ css, background string }{{light, lightBackground}, {dark, darkBackground}} {
		found := colours.FindAllString(mode.css, -1)
		if len(found) < 8 {
			t.Errorf("only %d colours on %s", len(found), mode.background)
		}
		for _, c := range found {
			if got := contrast(chroma.MustParseColour(c), chroma.MustParseColour(mode.background)); got < 4.5 {
				t.Errorf("%s on %s: contrast %.2f", c, mode.background, got)
			}
		}
	}
	if again := CSS(); !bytes.Equal(again, []byte(css)) {
		t.Error("another style sheet the second time")
	}
	// Published values: black on white 21, #767676 on white 4.54.
	if got := contrast(chroma.MustParseColour("#767676"), chroma.MustParseColour("#ffffff")); got < 4.53 || got > 4.55 {
		t.Errorf("contrast of #767676 on white: %.3f", got)
	}
}

func TestReadable(t *testing.T) {
	for _, back := range []string{lightBackground, darkBackground} {
		b := chroma.MustParseColour(back)
		for _, c := range []string{"#ffffff", "#000000", "#777777", "#ff7b72", back} {
			if got := readable(chroma.MustParseColour(c), b); contrast(got, b) < leastContrast {
				t.Errorf("%s on %s became %s", c, back, got)
			}
		}
	}
}

// TestClasses: each class in the HTML has a rule, and each token's text stays as it is.
func TestClasses(t *testing.T) {
	css := string(CSS())
	sample := "# c\nimport os\nclass A(B):\n    x = f\"{y!r}\" + 'z' # \u00e4\n    def f(self, n=0x1f): return None @ dec\n$HOME && ls -la | grep \"a\" <b>\nkey: [1, true]\n{\"a\": null}\n"
	class := regexp.MustCompile(`<span class="([^"]*)">`)
	// JSONata and Jungle never stop at what they do not understand.
	for _, lang := range append(strings.Fields(languages), "jsonata", "jungle") {
		html := string(Append(nil, strings.ToLower(lang), sample))
		for _, m := range class.FindAllStringSubmatch(html, -1) {
			if !regexp.MustCompile(`\.` + m[1] + `[,{]`).MatchString(css) {
				t.Errorf("%s: no rule for class %s", lang, m[1])
			}
		}
		text := strings.NewReplacer("&lt;", "<", "&gt;", ">", "&quot;", `"`, "&amp;", "&").Replace(regexp.MustCompile(`</?span[^>]*>`).ReplaceAllString(html, ""))
		if text != sample {
			t.Errorf("%s: the code was changed to %q", lang, text)
		}
	}
}

func TestLanguage(t *testing.T) {
	for info, want := range map[string]string{
		"python 3": "python", "bash {1,2}": "bash", "{.yaml .numberLines}": "yaml", "js{1}": "js", "PowerShell": "powershell", "": "",
		"c++": "c++", "c#": "c#", "basb": "basb", "go:main.go": "go", ";": "",
	} {
		if got := Language(info); got != want {
			t.Errorf("Language(%q) = %q, want %q", info, got, want)
		}
	}
	for _, known := range strings.Fields(languages) {
		if lexerOf()[known] == nil {
			t.Errorf("no lexer for %q", known)
		}
	}
	for _, plain := range strings.Fields("text txt plain basb posershell mermaid ad-note dataview command cisco") {
		if lexerOf()[plain] != nil {
			t.Errorf("%q is highlighted as %s", plain, lexerOf()[plain].Config().Name)
		}
	}
}
