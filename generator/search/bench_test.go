package search

import (
	"fmt"
	"runtime"
	"testing"
)

func size(files map[string][]byte) (n int) {
	for _, b := range files {
		n += len(b)
	}
	return n
}

// BenchmarkCold makes the index of a whole vault.
func BenchmarkCold(b *testing.B) {
	for _, n := range []int{1_000, 10_000} {
		docs, texts := vault(n)
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			for b.Loop() {
				new(Memory).Render(docs, func(i int) Text { return texts[i] })
			}
		})
	}
}

// BenchmarkWarm makes it again after an edit that brings a new word.
func BenchmarkWarm(b *testing.B) {
	for _, n := range []int{1_000, 10_000} {
		docs, texts := vault(n)
		var before, after runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&before)
		var m Memory
		files := m.Render(docs, func(i int) Text { return texts[i] }).Files
		runtime.GC()
		runtime.ReadMemStats(&after)
		held := float64(after.HeapAlloc-before.HeapAlloc-uint64(size(files))) / (1 << 20)
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			for i := 0; b.Loop(); i++ {
				d := i * 37 % n
				docs[d].Source = -1 - i
				texts[d].Sections[1].Text += fmt.Sprintf(" newword%d", i)
				m.Render(docs, func(i int) Text { return texts[i] })
			}
			b.ReportMetric(held, "MB-held")
			b.ReportMetric(float64(size(files))/(1<<20), "MB-files")
		})
	}
}
