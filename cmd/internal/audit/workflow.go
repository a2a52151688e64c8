package audit

import (
	"context"
	"strings"

	"github.com/callready/callready/cmd/internal/audit/source"
)

// callType is one of the kinds of call that an integration logs, or does not.
type callType string

// The kinds of call, by the names that the file of settings has.
const (
	inboundAnswered    callType = "inbound_answered"
	inboundMissed      callType = "inbound_missed"
	voicemail          callType = "voicemail"
	outboundAnswered   callType = "outbound_answered"
	outboundUnanswered callType = "outbound_unanswered"
)

var callTypes = []callType{inboundAnswered, inboundMissed, voicemail, outboundAnswered, outboundUnanswered}

// workflow is the settings of the integration that decide what is logged.
type workflow struct {
	logs    map[callType]tri
	hours   tri // only calls within business hours
	unknown tri // an unknown number creates a contact
	active  tri // the integration is active
	read    int // settings that were understood
	others  []string
}

func readWorkflow(ctx context.Context, f *source.File) (*workflow, int64, error) {
	w := &workflow{logs: map[callType]tri{}}
	var rows int64
	cols, err := f.As(source.Workflow)
	if err != nil {
		if !w.across(f) { // the settings as columns, or as keys of an object
			return nil, 0, err
		}
		return w, int64(len(f.Sample())), nil
	}
	err = f.Each(ctx, func(r *source.Row) error {
		rows++
		w.set(r.Text(cols.At("setting")), r.Text(cols.At("value")))
		return nil
	})
	if err == nil && w.read == 0 {
		err = &source.WrongKindError{Name: f.Name, Wanted: source.Workflow}
	}
	return w, rows, err
}

// across reads settings that stand as columns.
func (w *workflow) across(f *source.File) bool {
	for _, row := range f.Sample() {
		for i, h := range f.Header() {
			if i < len(row) {
				w.set(h, row[i])
			}
		}
	}
	w.others = nil
	return w.read > 0 && len(f.Sample()) == 1
}

// set reads one setting, by the words of its name in English and French.
func (w *workflow) set(name, value string) {
	n := fold(strings.NewReplacer("_", " ", "-", " ", ".", " ").Replace(name))
	if n == "" {
		return
	}
	has := func(words ...string) bool {
		for _, s := range words {
			if strings.Contains(n, s) {
				return true
			}
		}
		return false
	}
	v := says(value)
	if v == unsaid && has("unknown", "inconnu") && creates(value) {
		v = yes
	}
	out, in := has("outbound", "outgoing", "sortant"), has("inbound", "incoming", "entrant")
	missed := has("missed", "unanswered", "not answered", "no answer", "manqué", "non répondu", "sans réponse", "non décroché", "pas de réponse")
	answered := has("answered", "répondu", "décroché") && !missed
	w.read++
	switch {
	case has("unknown", "inconnu"):
		w.unknown = v
	case has("business hour", "opening hour", "heures ouvr", "heures d'ouverture", "horaires"):
		w.hours = v
	case has("voicemail", "messagerie", "message vocal"):
		w.logs[voicemail] = v
	case out && missed:
		w.logs[outboundUnanswered] = v
	case out && answered:
		w.logs[outboundAnswered] = v
	case out:
		w.logs[outboundAnswered], w.logs[outboundUnanswered] = v, v
	case in && missed, missed && !out:
		w.logs[inboundMissed] = v
	case in && answered:
		w.logs[inboundAnswered] = v
	case in:
		w.logs[inboundAnswered], w.logs[inboundMissed] = v, v
	case has("integration active", "intégration active", "integration status", "statut de l'intégration"):
		w.active = v
	default:
		w.read--
		w.others = append(w.others, name)
		return
	}
	if v == unsaid && strings.TrimSpace(value) != "" {
		w.others = append(w.others, name+" = "+value)
	}
}

// creates tells whether a setting says that a record is made: "a lead", "un contact".
func creates(value string) bool {
	for _, word := range strings.FieldsFunc(fold(value), func(r rune) bool { return r == ' ' || r == '_' || r == '-' || r == ',' || r == '/' }) {
		switch word {
		case "contact", "lead", "person", "record", "create", "creates", "fiche", "prospect", "piste", "personne", "créer", "créé", "crée":
			return true
		}
	}
	return false
}
