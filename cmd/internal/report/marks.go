package report

import (
	"html/template"

	"github.com/callready/callready/cmd/internal/report/words"
)

// seg is a piece of a value: text, or a sign for one character that cannot be seen.
type seg struct {
	words.Part
	Marked bool // it goes, or it is new
}

// value is a text from the file, cut into what can be shown.
type value struct {
	Segs []seg
	More string // "+12" where characters are left out
}

// newValue shows a text without marks.
func newValue(v words.Voice, s string) value { return marked(v, s, nil) }

// marked shows a text whose characters may be marked; marks may be shorter than the text.
func marked(v words.Voice, s string, marks []bool) value {
	head, cut := words.Clip(s, maxValue)
	var out value
	if cut > 0 {
		out.More = "+" + v.Number(int64(cut))
	}
	add := func(s string, mark bool) {
		for _, p := range words.Parts(s) {
			out.Segs = append(out.Segs, seg{p, mark})
		}
	}
	from, i, was := 0, 0, false
	for at := range head {
		mark := i < len(marks) && marks[i]
		if mark != was {
			add(head[from:at], was)
			from, was = at, mark
		}
		i++
	}
	add(head[from:], was)
	return out
}

// Plain gives the text for the page without marks, Gone with those of what goes, Added with those of what is new. It is written
// here, and not by a template, since it stands on the page some ten thousand times.
func (v value) Plain() template.HTML { return v.html("", "") }

// Gone is described with [value.Plain].
func (v value) Gone() template.HTML { return v.html("<del>", "</del>") }

// Added is described with [value.Plain].
func (v value) Added() template.HTML { return v.html("<ins>", "</ins>") }

func (v value) html(open, shut string) template.HTML {
	var buf [256]byte
	b := append(buf[:0], `<bdi class="v">`...)
	for i := range v.Segs {
		s := &v.Segs[i]
		if s.Marked {
			b = append(b, open...)
		}
		if s.Name != "" {
			b = append(b, `<span class="inv" title="`...)
			b = append(append(appendHTML(b, s.Name), `">`...), appendHTML(nil, s.Text)...)
			b = append(b, "</span>"...)
		} else {
			b = appendHTML(b, s.Text)
		}
		if s.Marked {
			b = append(b, shut...)
		}
	}
	if v.More != "" {
		b = append(appendHTML(append(b, `<span class="inv">`...), v.More), "</span>"...)
	}
	return template.HTML(append(b, "</bdi>"...)) //nolint:gosec // all that is not written here is escaped
}

// appendHTML appends a text that can stand between tags, and in an attribute in quotes. It escapes what the templates do.
func appendHTML(dst []byte, text string) []byte {
	for i := range len(text) {
		switch c := text[i]; c {
		case 0:
			dst = append(dst, "\uFFFD"...)
		case '"':
			dst = append(dst, "&#34;"...)
		case '&':
			dst = append(dst, "&amp;"...)
		case '\'':
			dst = append(dst, "&#39;"...)
		case '+':
			dst = append(dst, "&#43;"...)
		case '<':
			dst = append(dst, "&lt;"...)
		case '>':
			dst = append(dst, "&gt;"...)
		default:
			dst = append(dst, c)
		}
	}
	return dst
}
