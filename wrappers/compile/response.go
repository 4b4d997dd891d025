// Response files: "@file" on a command line stands for the arguments in the file. cmd/go writes one where a command line grows
// long.

package main

import (
	"fmt"
	"os"
	"strings"
)

// responseFormat is how a release writes arguments into a file, and reads them.
type responseFormat struct {
	decode func(text string) ([]string, error)
	encode func(argument string) string
}

// responsesOf is the format of a release: lines, and from Go 1.27 on words quoted as GCC's.
func responsesOf(goMinor int) responseFormat {
	if goMinor >= 27 {
		return responseFormat{decodeWords, encodeWord}
	}
	return responseFormat{decodeLines, encodeLine}
}

// deepestResponse is how many files may name each other: the compiler has no limit, and one that names itself has no end.
const deepestResponse = 100

// expand replaces @file arguments by what the files hold, as cmd/internal/objabi.expandArgs does, in such files too.
func (r responseFormat) expand(arguments []string) ([]string, error) {
	return r.expandTo(deepestResponse, arguments)
}

func (r responseFormat) expandTo(depth int, arguments []string) ([]string, error) {
	var out []string
	for _, a := range arguments {
		if !strings.HasPrefix(a, "@") {
			out = append(out, a)
			continue
		}
		if depth == 0 {
			return nil, fmt.Errorf("%s: response files name each other without end", a)
		}
		text, err := os.ReadFile(a[1:])
		if err != nil {
			return nil, err
		}
		inside, err := r.decode(string(text))
		if err == nil {
			inside, err = r.expandTo(depth-1, inside)
		}
		if err != nil {
			return nil, fmt.Errorf("%s: %w", a, err)
		}
		out = append(out, inside...)
	}
	return out, nil
}

// shortCommand is how many bytes of arguments are passed as they are, as cmd/go has it.
const shortCommand = 30 << 10

// fit gives arguments that a system takes: as they are, or those of a response file that it writes.
func (r responseFormat) fit(arguments []string, write func(name string, text []byte) (string, error)) ([]string, error) {
	length := 0
	for _, a := range arguments {
		length += len(a)
	}
	if length <= shortCommand {
		return arguments, nil
	}
	var text strings.Builder
	for _, a := range arguments {
		text.WriteString(r.encode(a) + "\n")
	}
	name, err := write("arguments", []byte(text.String()))
	if err != nil {
		return nil, err
	}
	return []string{"@" + name}, nil
}

func decodeLines(text string) ([]string, error) {
	lines := strings.Split(strings.TrimSpace(strings.ReplaceAll(text, "\r", "")), "\n")
	for i, line := range lines {
		var err error
		if lines[i], err = unescape(line); err != nil {
			return nil, err
		}
	}
	return lines, nil
}

// unescape undoes cmd/go's escapes of a line: \\ and \n.
func unescape(line string) (string, error) {
	var out strings.Builder
	for i := 0; i < len(line); i++ {
		if line[i] != '\\' {
			out.WriteByte(line[i])
			continue
		}
		i++
		switch {
		case i < len(line) && line[i] == '\\':
			out.WriteByte('\\')
		case i < len(line) && line[i] == 'n':
			out.WriteByte('\n')
		default:
			return "", fmt.Errorf("unknown escape in %q", line)
		}
	}
	return out.String(), nil
}

func encodeLine(argument string) string {
	return strings.NewReplacer(`\`, `\\`, "\n", `\n`).Replace(argument)
}

// decodeWords is cmd/internal/objabi.ParseArgs of Go 1.27.
func decodeWords(text string) ([]string, error) {
	var words []string
	var word strings.Builder
	started := false // a word, which may be empty
	quote := byte(0)
	for i := 0; i < len(text); i++ {
		c := text[i]
		ending := lineEnd(text[i+1:])
		switch {
		case quote == '\'' && c != '\'':
			word.WriteByte(c)
		case quote != 0 && c == quote:
			quote = 0
		case c == '\\' && ending > 0: // the line goes on
			i += ending
		case quote == '"' && c == '\\' && i+1 < len(text) && strings.IndexByte("\\\"$`", text[i+1]) >= 0:
			i++
			word.WriteByte(text[i])
		case quote == '"':
			word.WriteByte(c)
		case c == '\\' && i+1 < len(text):
			i++
			word.WriteByte(text[i])
			started = true
		case c == '\\': // the last byte
		case c == '\'' || c == '"':
			quote, started = c, true
		case strings.IndexByte(" \t\r\n", c) >= 0:
			if started || word.Len() > 0 {
				words = append(words, word.String())
			}
			word.Reset()
			started = false
		default:
			word.WriteByte(c)
		}
	}
	if started || word.Len() > 0 {
		words = append(words, word.String())
	}
	return words, nil
}

// lineEnd is the length of the line end that a text begins with.
func lineEnd(text string) int {
	switch {
	case strings.HasPrefix(text, "\n"):
		return 1
	case strings.HasPrefix(text, "\r\n"):
		return 2
	}
	return 0
}

func encodeWord(argument string) string {
	if argument != "" && !strings.ContainsAny(argument, " \t\n\r'\"\\$`") {
		return argument
	}
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, `$`, `\$`, "`", "\\`").Replace(argument) + `"`
}
