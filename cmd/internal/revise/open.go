package revise

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"

	"github.com/callready/callready/cmd/internal/report"
	"github.com/callready/callready/cmd/internal/summary"
	"github.com/callready/callready/io/csvfile"
	"github.com/callready/callready/io/profile"
)

// Run is the folder of an earlier run.
type Run struct {
	Dir     string
	Summary *summary.Summary
	Profile *profile.Profile
	SHA256  string // of summary.json

	imports csvfile.Format // of the files to import
	reviews csvfile.Format // of the lists for people
}

// Open reads the summary of a run folder and checks that its files are those that the run wrote. own is the profile that the user
// names for a run with one of its own; "" for the one that the run names. An error may be a [RefusalError].
func Open(ctx context.Context, dir, own string) (*Run, error) {
	name := filepath.Join(dir, "summary.json")
	data, err := os.ReadFile(name)
	if errors.Is(err, os.ErrNotExist) || errors.Is(err, syscall.ENOTDIR) { // an export, where the two were swapped
		return nil, refuse(profile.Text{English: "%s is no run folder: it has no summary.json", French: "%s n'est pas un dossier d'exécution : il n'a pas de summary.json"}, cleanMade(), dir)
	}
	if err != nil {
		return nil, fmt.Errorf("read the summary: %w", err)
	}
	sum := sha256.Sum256(data)
	s, err := report.ReadSummary(name)
	if err != nil {
		return nil, refuse(profile.Text{English: "%s is no run that can be worked on: %v", French: "%s n'est pas une exécution utilisable : %v"}, cleanMade(), dir, err)
	}
	r := &Run{Dir: dir, Summary: s, SHA256: hex.EncodeToString(sum[:])}
	if err := r.suits(); err != nil {
		return nil, err
	}
	if err := r.check(ctx); err != nil {
		return nil, err
	}
	if r.Profile, err = r.profile(own); err != nil {
		return nil, err
	}
	r.imports = csvfile.Format{Delimiter: ',', LineEnd: "\n", BOM: r.Profile.File.BOM}
	if d := r.Profile.File.Delimiter; d != "" {
		r.imports.Delimiter = d[0]
	}
	if r.Profile.File.LineEnd == "crlf" {
		r.imports.LineEnd = "\r\n"
	}
	r.reviews = csvfile.Format{Delimiter: ',', LineEnd: "\r\n", BOM: true}
	if len(s.Inputs) > 0 && s.Inputs[0].Delimiter != "" && s.Inputs[0].Delimiter != "\x00" {
		r.reviews.Delimiter = s.Inputs[0].Delimiter[0]
	}
	return r, nil
}

func cleanMade() profile.Text {
	return profile.Text{English: "name a folder that callready clean or callready refresh made", French: "indiquez un dossier créé par callready clean ou callready refresh"}
}

// suits refuses runs that wrote nothing that could be followed by record ids.
func (r *Run) suits() error {
	s := r.Summary
	var said, hint profile.Text
	switch {
	case s.Mode != "write":
		said = profile.Text{English: "%s was a dry run: there is nothing to import or to take back", French: "%s était une exécution à blanc : il n'y a rien à importer ni à annuler"}
		hint = profile.Text{English: "run callready clean without --dry-run first", French: "lancez d'abord callready clean sans --dry-run"}
	case s.Form != nil:
		said = profile.Text{English: "%s moved contacts to another program (--to): what the export came from was not changed", French: "%s a porté des contacts dans un autre logiciel (--to) : celui dont vient l'export n'a pas été modifié"}
		hint = profile.Text{English: "to take it back, delete the imported contacts in that program", French: "pour annuler, supprimez dans cet autre logiciel les contacts importés"}
	case len(r.files("import/corrected")) > 0:
		said = profile.Text{English: "%s wrote corrected whole files, which are not followed record by record", French: "%s a écrit des fichiers entiers corrigés, qui ne se suivent pas fiche par fiche"}
		hint = profile.Text{English: "the way back is the original file, which IMPORT.md names with its checksum and what the CRM itself offers; a later export is cleaned anew", French: "le retour se fait avec le fichier d'origine : IMPORT.md le nomme avec son empreinte et dit ce que le CRM propose lui-même ; un export plus récent se nettoie à nouveau"}
	case s.Profile.Key == "":
		said = profile.Text{English: "the export of %s has no record ids, so nothing says which record is which", French: "l'export de %s n'a pas d'identifiants, rien ne dit donc quelle fiche est laquelle"}
		hint = profile.Text{English: "export again with record ids and clean that", French: "exportez à nouveau avec les identifiants et nettoyez cet export"}
	default:
		return nil
	}
	return refuse(said, hint, r.Dir)
}

// files gives the outputs whose paths begin in a certain way, in their order.
func (r *Run) files(prefix string) []summary.Output {
	var out []summary.Output
	for _, f := range r.Summary.Outputs {
		if strings.HasPrefix(f.Path, prefix) {
			out = append(out, f)
		}
	}
	return out
}

// check holds the files that are read against the checksums of the run. Those for people alone may have been filled in.
func (r *Run) check(ctx context.Context) error {
	for _, f := range r.Summary.Outputs {
		if !slices.ContainsFunc([]string{"import/", "held/", "undo/", "review/to-clear", "changes.jsonl"}, func(p string) bool { return strings.HasPrefix(f.Path, p) }) {
			continue
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		sum, err := r.hash(f.Path)
		switch {
		case errors.Is(err, os.ErrNotExist):
			return refuse(profile.Text{English: "%s lacks %s, which the run wrote", French: "%s n'a plus %s, que l'exécution avait écrit"}, putBack(), r.Dir, f.Path)
		case err != nil:
			return fmt.Errorf("read %s: %w", f.Path, err)
		case sum != f.SHA256:
			return refuse(profile.Text{English: "%s: %s is not the file that the run wrote: somebody changed it", French: "%s : %s n'est pas le fichier que l'exécution a écrit : quelqu'un l'a modifié"}, putBack(), r.Dir, f.Path)
		}
	}
	return nil
}

func putBack() profile.Text {
	return profile.Text{English: "put the file back as it was, or clean the same export with the same settings once more and name that run: what the file says is what is compared", French: "remettez le fichier tel qu'il était, ou nettoyez encore une fois le même export avec les mêmes réglages et indiquez cette exécution : c'est au fichier que l'on compare"}
}

func (r *Run) hash(rel string) (string, error) {
	f, err := os.Open(r.path(rel))
	if err != nil {
		return "", err
	}
	defer f.Close() //nolint:errcheck // it was only read
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return "", err
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}

// path gives where a file of the run lies. A path that leaves the folder names nothing.
func (r *Run) path(rel string) string {
	local := filepath.FromSlash(rel)
	if !filepath.IsLocal(local) {
		return filepath.Join(r.Dir, "summary.json", "no such file")
	}
	return filepath.Join(r.Dir, local)
}

// profile finds what the run knew of the CRM.
func (r *Run) profile(own string) (*profile.Profile, error) {
	name := own
	if name == "" || name == "auto" {
		name = r.Summary.Profile.Name
		if file, ok := r.Summary.Options["profile"].(string); ok && strings.ContainsAny(file, `/\.`) {
			name = file
		}
	}
	var p *profile.Profile
	var err error
	if strings.ContainsAny(name, `/\.`) {
		p, err = profile.Load(name)
	} else {
		p, err = profile.Find(name)
	}
	if err != nil {
		return nil, refuse(profile.Text{English: "the profile of the run cannot be read: %v", French: "le profil de l'exécution ne peut pas être lu : %v"},
			profile.Text{English: "name the profile that the run was made with: --profile FILE", French: "indiquez le profil avec lequel l'exécution a été faite : --profile FICHIER"}, err)
	}
	return p, nil
}
