// The words of a selection, from the table that the driver is tested with too.

package selection

import (
	"encoding/json"
	"os"
	"testing"
)

func TestTable(t *testing.T) {
	text, err := os.ReadFile("../../tests/fixtures/selection.json")
	if err != nil {
		t.Fatal(err)
	}
	var table struct {
		Groups []string
		Words  []struct {
			Word, Shape, Text string
			Minus             bool
		}
		Refused []string
		Within  []struct {
			Word, Package string
			Names         *string
		}
		Trees []struct {
			Word, Package string
			Holds         bool
		}
	}
	if err := json.Unmarshal(text, &table); err != nil {
		t.Fatal(err)
	}
	parse := func(written string) word {
		w, err := parseWord(written, table.Groups)
		if err != nil {
			t.Errorf("%s: %v", written, err)
		}
		return w
	}
	shapes := map[shape]string{group: "group", function: "function", all: "all", tree: "tree"}
	for _, row := range table.Words {
		if w := parse(row.Word); w.minus != row.Minus || shapes[w.shape] != row.Shape {
			t.Errorf("%s: %+v", row.Word, w)
		} else if w.text != row.Text {
			t.Errorf("%s: text %q, not %q", row.Word, w.text, row.Text)
		}
	}
	for _, written := range table.Refused {
		if w, err := parseWord(written, table.Groups); err == nil {
			t.Errorf("%q is taken: %+v", written, w)
		}
	}
	for _, row := range table.Within {
		names, ok := parse(row.Word).within(row.Package)
		if ok != (row.Names != nil) || ok && names != *row.Names {
			t.Errorf("%s in %s: %q, %v", row.Word, row.Package, names, ok)
		}
	}
	for _, row := range table.Trees {
		if holds := parse(row.Word).covers(row.Package); holds != row.Holds {
			t.Errorf("%s holds %s: %v", row.Word, row.Package, holds)
		}
	}
}
