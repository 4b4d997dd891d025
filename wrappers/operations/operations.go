// Package operations holds what rto observes by name: groups of functions and what is logged of their arguments. The
// data are the JSON files of this folder; the driver reads them too.
package operations

import (
	"embed"
	"encoding/json"
	"fmt"
	"path"
	"regexp"
	"strings"
)

//go:embed *.json
var files embed.FS

// Group is one file: functions that are asked for together, by the group's name.
type Group struct {
	Name       string      `json:"group"`
	About      string      `json:"about"`
	Operations []Operation `json:"operations"`
	// Order and Shows are for reports: their order, and the trees of packages whose operations they show under the
	// group, whether it observes them or not.
	Order int      `json:"order"`
	Shows []string `json:"shows"`
}

// Operation is one observed function, method or unsafe builtin.
type Operation struct {
	// Package and Name say which: "crypto/aes" and "NewCipher", "reflect" and "Value.Call".
	Package string `json:"package"`
	Name    string `json:"name"`
	// Since is the first Go release that has it, "1.20"; empty for those that 1.19 has.
	Since string `json:"since"`
	// Until is the last one; empty where it is still there.
	Until string `json:"until"`
	// At is "return" for a function that is reported when it ends; its caller is the one outside its package then.
	At string `json:"at"`
	// Log says what is shown of its arguments, in this order.
	Log []Argument `json:"log"`
	// Why explains an entry that is not obvious.
	Why string `json:"why"`
}

// Argument is one logged argument.
type Argument struct {
	// Parameter is the index of a parameter, or -1 for the receiver.
	Parameter int `json:"parameter"`
	// Field leads from the parameter, a pointer, to what is shown: "c.vers". Only for what is reported at return.
	Field string `json:"field"`
	// Since is the first Go release that has the field.
	Since string `json:"since"`
	// As is the name of the field in the log.
	As string `json:"as"`
	// Kind says how it is shown; see Kinds.
	Kind string `json:"kind"`
}

// Kinds maps the names of kinds to the letters that package runtime's hub knows (runtime/common/rto_arg.go).
var Kinds = map[string]byte{
	"type":    't', // any: its dynamic type
	"rtype":   'r', // reflect.Type: the type it stands for
	"value":   'v', // reflect.Value: its type
	"dynamic": 'd', // an interface with methods: its dynamic type
	"text":    's', // string: shown as it is
	"private": 'p', // string that may be a secret: its length, or its text under INSTRUMENTATION_STRINGS=values
	"length":  'l', // string or slice: its length
	"bits":    'b', // []byte: its length in bits
	"int":     'i',
	"func":    'f', // func: its name
	"hash":    'h', // crypto.Hash: its name
	"modulus": 'k', // pointer to an RSA or DSA key: the bits of its modulus
	"curve":   'c', // elliptic.Curve: its name
	"keyed":   'C', // pointer to an ECDSA key: its curve's name
	"called":  'm', // the context of a func that package reflect made: what it calls
	// Fields of type uint16:
	"tls-version": 'V',
	"tls-suite":   'S',
	"tls-group":   'G', // key agreement
}

// atReturn are the kinds of what is read when a function ends.
var atReturn = map[string]bool{"tls-version": true, "tls-suite": true, "tls-group": true}

// MaxArguments is how many arguments one operation can log (rtoMaxArgs).
const MaxArguments = 4

// Load reads and checks all groups.
func Load() ([]Group, error) {
	entries, err := files.ReadDir(".")
	if err != nil {
		return nil, err
	}
	var groups []Group
	seen := map[string]bool{}
	for _, e := range entries {
		text, err := files.ReadFile(e.Name())
		if err != nil {
			return nil, err
		}
		decoder := json.NewDecoder(strings.NewReader(string(text)))
		decoder.DisallowUnknownFields()
		var g Group
		if err := decoder.Decode(&g); err != nil {
			return nil, fmt.Errorf("operations/%s: %w", e.Name(), err)
		}
		if g.Name != strings.TrimSuffix(e.Name(), path.Ext(e.Name())) {
			return nil, fmt.Errorf("operations/%s: group is named %q", e.Name(), g.Name)
		}
		for _, o := range g.Operations {
			if err := o.check(); err != nil {
				return nil, fmt.Errorf("operations/%s: %s.%s: %w", e.Name(), o.Package, o.Name, err)
			}
			key := o.Package + "." + o.Name
			if seen[key] {
				return nil, fmt.Errorf("operations/%s: %s is there twice", e.Name(), key)
			}
			seen[key] = true
		}
		groups = append(groups, g)
	}
	return groups, nil
}

var seriesForm = regexp.MustCompile(`^1\.(19|[2-9][0-9])$`)

// reserved are fields that every event may have.
var reserved = map[string]bool{
	"operation": true, "method_name": true, "target": true, "receiver": true, "correlation_seq": true, "caller": true, "file": true, "line": true,
}

func (o Operation) check() error {
	if o.Package == "" || o.Name == "" {
		return fmt.Errorf("package or name is missing")
	}
	for _, series := range []string{o.Since, o.Until} {
		if series != "" && !seriesForm.MatchString(series) {
			return fmt.Errorf("%q is no Go minor", series)
		}
	}
	if o.At != "" && o.At != "return" {
		return fmt.Errorf("at %q: only return is known", o.At)
	}
	if len(o.Log) > MaxArguments {
		return fmt.Errorf("logs %d arguments, more than %d", len(o.Log), MaxArguments)
	}
	for _, a := range o.Log {
		if _, ok := Kinds[a.Kind]; !ok {
			return fmt.Errorf("no kind %q", a.Kind)
		}
		if late := o.At == "return"; atReturn[a.Kind] != late || (a.Field != "") != late {
			return fmt.Errorf("kind %q, field %q: a field and a kind of its own belong to what is reported at return", a.Kind, a.Field)
		}
		if a.Since != "" && !seriesForm.MatchString(a.Since) {
			return fmt.Errorf("%q is no Go minor", a.Since)
		}
		if a.As == "" || strings.ContainsAny(a.As, `,"\`) || reserved[a.As] {
			return fmt.Errorf("field name %q", a.As)
		}
	}
	return nil
}
