package pack

import (
	"strings"
	"sync"
	"testing"

	"pgregory.net/rapid"
)

// TestRoundTrip: whatever is packed comes out as it went in, also by many at once.
func TestRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Repeat(rapid.String().Draw(t, "text"), rapid.IntRange(0, 400).Draw(t, "times"))
		p := Of(text)
		var group sync.WaitGroup
		for range 3 {
			group.Go(func() {
				if p.String() != text || p.Len() != len(text) {
					t.Errorf("%q comes out as %q", text, p.String())
				}
			})
		}
		group.Wait()
	})
}

// TestSmaller: ordinary HTML packs to less than half, and what cannot be packed stays as it is.
func TestSmaller(t *testing.T) {
	if p := Of(strings.Repeat(`<span class="nb">echo</span> <span class="s2">&quot;x&quot;</span>`+"\n", 100)); len(p.packed)*2 > p.Len() || p.packed == nil {
		t.Errorf("%d bytes of %d", len(p.packed), p.Len())
	}
	var noise strings.Builder
	for i, x := 0, uint32(1); i < 4096; i++ {
		x = x*1664525 + 1013904223
		noise.WriteByte(byte(x >> 24))
	}
	if p := Of(noise.String()); p.packed != nil || p.String() != noise.String() {
		t.Error("noise is packed")
	}
}

func BenchmarkPack(b *testing.B) {
	text := strings.Repeat(`<p>The <strong>firewall</strong> drops <code>22</code> by default.</p>`+"\n", 150)
	b.Run("Of", func(b *testing.B) {
		for b.Loop() {
			Of(text)
		}
	})
	b.Run("String", func(b *testing.B) {
		p := Of(text)
		for b.Loop() {
			_ = p.String()
		}
	})
}
