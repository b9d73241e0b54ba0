package generator

import (
	"slices"
	"strings"

	"retake/generator/fault"
	"retake/generator/site"
	"retake/generator/site/view"
	"retake/generator/source"
	"retake/generator/source/audience"
)

// Audiences are whom a site may be made for. Each sees all that the next one sees, if the learner does not say otherwise.
var Audiences = []string{"me", "mentor", "public"}

// needs are the matters without which a part of the site would be empty, or tell what it must not.
var needs = map[string][]view.Matter{
	"report": {view.Scores}, "simulations": {view.Scores}, "progress": {view.Scores, view.Log}, "practice": {view.Scores, view.Log},
	"readiness": {view.Bands}, "causes": {view.Causes}, "retake": {view.Bands},
	"calendar": {view.Scores, view.Causes, view.Times, view.People, view.Money, view.Words}, "feed": {view.Scores, view.Log, view.Causes, view.People, view.Words},
}

// editionOf is what an audience is shown. A part that is named in site.toml and needs what is kept back is left out,
// with a warning.
func editionOf(s audience.Share, as string) (view.Edition, fault.List) {
	var l fault.List
	var a audience.Audience
	switch as {
	case "", "me":
		return view.Edition{}, nil
	case "mentor":
		a = s.Mentor
	default:
		as, a = "public", s.Public
	}
	e := view.Edition{Audience: as}
	switch a.Scores {
	case "shown":
		e.Matters = append(e.Matters, view.Scores, view.Bands)
	case "bands":
		e.Matters = append(e.Matters, view.Bands)
	}
	for _, m := range a.Show {
		e.Matters = append(e.Matters, view.Matter(m.Name))
	}
	for _, p := range a.Pages {
		lacks := slices.DeleteFunc(slices.Clone(needs[p.Name]), e.Sees)
		switch {
		case len(lacks) == 0:
			e.Pages = append(e.Pages, p.Name)
		case p.Pos.File != "":
			leftOut(&l, as, p, lacks)
		}
	}
	if e.Has("calendar") || e.Has("feed") {
		e.Matters = append(e.Matters, view.Dates)
	}
	slices.Sort(e.Pages)
	slices.Sort(e.Matters)
	return e, l
}

// KeptBack warns of the parts of the site that site.toml names for others and that they are not shown all the same;
// a result for others has these among its faults.
func (r Result) KeptBack() (all fault.List) {
	for _, as := range Audiences {
		if r.as == "" || r.as == "me" {
			_, l := editionOf(r.Share, as)
			all = append(all, l...)
		}
	}
	return r.Excerpts(all)
}

// leftOut warns of a part that is asked for and cannot be told without something that is kept back.
func leftOut(l *fault.List, as string, p audience.Item, lacks []view.Matter) {
	w := l.Warn("share-page", p.Pos, "%q is left out for the audience %s: it tells what is not shown", p.Name, as)
	w.Width = len(p.Name) + 2
	var scores string
	var show []string
	for _, m := range lacks {
		switch m {
		case view.Scores:
			scores = `scores = "shown"`
		case view.Bands:
			scores = `scores = "bands" or "shown"`
		default:
			show = append(show, `"`+string(m)+`"`)
		}
	}
	words := strings.Join(show, " and ")
	if words != "" {
		words += " in the list show"
	}
	if scores != "" && words != "" {
		scores += " and "
	}
	w.Hint = "it needs " + scores + words + " there, or take it out of this list"
}

// reads reports whether an audience may read a note: what the note says, or else what site.toml says of all.
func reads(as string, n source.Note, share audience.Share) bool {
	to := n.Meta.Audience
	if to == "" {
		to = share.Notes
	}
	return slices.Index(Audiences, to) >= max(0, slices.Index(Audiences, as))
}

// pages hands notes from the room that reads to the room that draws; the two do not know each other.
func pages(notes []source.Note) []site.Note {
	out := make([]site.Note, 0, len(notes))
	for _, n := range notes {
		out = append(out, site.Note{
			Kind: string(n.Kind), File: n.File, Slug: n.Slug, Title: n.Title, Domain: n.Domain, Week: n.Week,
			Tags: n.Meta.Tags, Objectives: n.Meta.Objectives, Doc: n.Doc,
		})
	}
	return out
}
