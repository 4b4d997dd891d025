// Hooks at the entry of functions and methods.

package rewrite

import (
	"fmt"
	"go/ast"
	"regexp"
	"sort"
	"strings"

	"rto.dev/wrappers/operations"
)

// entry is one hooked function.
type entry struct {
	operation string
	log       []Argument
	form      form
}

// form is how a hook reaches the hub. A send costs the compiler's inliner next to nothing, so a small function stays small;
// it has no room for arguments but in one case.
type form int

const (
	callForm form = iota // a call, with the arguments' addresses
	sendForm             // a send of the site
	typeForm             // a send of an argument "i any", shown as its type: TypeOf and ValueOf, which are inlined everywhere
	madeForm             // a call of an entry for the functions behind the funcs that package reflect makes
	lateForm             // a deferred call, with the addresses of fields
)

// forbidden are pragmas that rule a hook out: code under them may run where a hook must not.
var forbidden = regexp.MustCompile(`^//go:(nosplit|systemstack|nowritebarrier\w*|yeswritebarrierrec|norace|uintptrescapes|uintptrkeepalive|cgo_unsafe_args|registerparams)\b`)

func (p *pkg) functions() error {
	wanted := map[string]Function{}
	for _, f := range p.in.Functions {
		wanted[f.Name] = f
	}
	found := map[string]bool{}
	all := map[string]bool{}
	for _, s := range p.files {
		if s.ast == nil {
			continue
		}
		for _, d := range s.ast.Decls {
			f, ok := d.(*ast.FuncDecl)
			if !ok {
				continue
			}
			name := p.aliases.FunctionName(f)
			all[name] = true
			if want, ok := wanted[name]; ok {
				found[name] = true
				p.hook(s, f, want)
			}
		}
	}
	return p.missing(wanted, found, all)
}

func (p *pkg) missing(wanted map[string]Function, found, all map[string]bool) error {
	e := &MissingError{ImportPath: p.in.ImportPath, Near: map[string][]string{}}
	var names []string
	for name := range all {
		names = append(names, name)
	}
	for name := range wanted {
		if !found[name] {
			e.Names = append(e.Names, name)
			e.Near[name] = Closest(name, names)
		}
	}
	if len(e.Names) == 0 {
		return nil
	}
	sort.Strings(e.Names)
	return e
}

func (p *pkg) hook(s *source, f *ast.FuncDecl, want Function) {
	operation := p.in.ImportPath + "." + p.aliases.symbolName(f)
	switch pragma := pragmaOf(f); {
	case f.Body == nil:
		p.skip(operation, "it has no Go body (assembly, or another package's function)")
		return
	case pragma != "":
		p.skip(operation, "it is marked "+pragma)
		return
	}
	e := entry{operation: operation}
	var parameters []string
	for _, a := range want.Log {
		name := parameterName(f, a.Parameter)
		if name == "" {
			p.skip(operation+" "+a.As, "the parameter has no name")
			continue
		}
		parameters = append(parameters, name)
		e.log = append(e.log, a)
	}
	e.form = p.formOf(e, want.Late)
	s.insert(f.Body.Lbrace+1, p.report(e, parameters))
	p.entries = append(p.entries, e)
	p.result.Hooked = append(p.result.Hooked, operation)
}

func (p *pkg) formOf(e entry, late bool) form {
	switch {
	case late:
		return lateForm
	case len(e.log) == 0:
		return sendForm
	case p.in.ImportPath == "reflect" && len(e.log) == 1 && e.log[0] == Argument{As: "i", Kind: operations.Kinds["type"]}:
		return typeForm
	case len(e.log) == 1 && e.log[0].Kind == operations.Kinds["called"]:
		return madeForm
	}
	return callForm
}

// report is the statement that reports a call to the hub.
func (p *pkg) report(e entry, parameters []string) string {
	site := fmt.Sprintf("&%ss%d", p.prefix, len(p.entries))
	switch e.form {
	case sendForm:
		return fmt.Sprintf("if %son{%scall<-%sptr(%s)};", p.prefix, p.prefix, p.prefix, site)
	case typeForm:
		// Word by word: a copy of both would wait for the two stores that made the argument.
		words := fmt.Sprintf("(*%swords)(%sptr(&%s))", p.prefix, p.prefix, parameters[0])
		return fmt.Sprintf("if %son{%stype<-%swords{*(*uintptr)(%sptr(&%s)),%s[1]}};", p.prefix, p.prefix, p.prefix, p.prefix, parameters[0], words)
	case lateForm:
		return p.reportLate(e, parameters, site)
	}
	entry := "hit"
	if e.form == madeForm {
		entry = "made"
	}
	var copies strings.Builder
	var passed [maxArguments]string
	for i, name := range parameters {
		// A copy, so that the parameter itself can stay in registers while observation is off.
		fmt.Fprintf(&copies, "%sa%d:=%s;", p.prefix, i, name)
		passed[i] = fmt.Sprintf("%sa%d", p.prefix, i)
	}
	return fmt.Sprintf("if %son{%s%s%s(%s%s)};", p.prefix, copies.String(), p.prefix, entry, site, p.addresses(passed))
}

// reportLate defers the report. No pointer on the way to a field may be nil: a hook must not fail where the function does not.
func (p *pkg) reportLate(e entry, parameters []string, site string) string {
	var there strings.Builder
	var passed [maxArguments]string
	checked := map[string]bool{}
	for i, a := range e.log {
		passed[i] = parameters[i] + "." + a.Field
		for at, c := range passed[i] {
			if pointer := passed[i][:at]; c == '.' && !checked[pointer] {
				checked[pointer] = true
				fmt.Fprintf(&there, "&&%s!=nil", pointer)
			}
		}
	}
	return fmt.Sprintf("if %son%s{defer %slate(%s%s)};", p.prefix, there.String(), p.prefix, site, p.addresses(passed))
}

// addresses are the arguments of a hub function behind the site: of each expression, nil for "".
func (p *pkg) addresses(of [maxArguments]string) string {
	var list strings.Builder
	for _, expression := range of {
		if expression == "" {
			fmt.Fprintf(&list, ",%snil", p.prefix)
		} else {
			fmt.Fprintf(&list, ",%sptr(&%s)", p.prefix, expression)
		}
	}
	return list.String()
}

// maxArguments is rtoMaxArgs of the hub.
const maxArguments = 4

func pragmaOf(f *ast.FuncDecl) string {
	if f.Doc == nil {
		return ""
	}
	for _, c := range f.Doc.List {
		if forbidden.MatchString(c.Text) {
			return strings.Fields(c.Text)[0]
		}
	}
	return ""
}

// parameterName is the name of a parameter, or of the receiver for -1; "" where it has none that can be read.
func parameterName(f *ast.FuncDecl, index int) string {
	fields := f.Type.Params
	if index < 0 {
		fields, index = f.Recv, 0
	}
	if fields == nil {
		return ""
	}
	for _, field := range fields.List {
		count := len(field.Names)
		if count == 0 {
			count = 1
		}
		if index >= count {
			index -= count
			continue
		}
		if len(field.Names) == 0 || field.Names[index].Name == "_" {
			return ""
		}
		return field.Names[index].Name
	}
	return ""
}
