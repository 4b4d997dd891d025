// Names that a misspelt one may mean.

package rewrite

import (
	"sort"
	"strings"
)

// Closest lists up to three names that are spelt almost like a given one, the nearest first.
func Closest(name string, names []string) []string {
	type candidate struct {
		name     string
		distance int
	}
	var close []candidate
	for _, other := range names {
		if d := distance(strings.ToLower(name), strings.ToLower(other)); d <= 1+len(name)/4 {
			close = append(close, candidate{other, d})
		}
	}
	sort.Slice(close, func(i, j int) bool {
		if close[i].distance != close[j].distance {
			return close[i].distance < close[j].distance
		}
		return close[i].name < close[j].name
	})
	var list []string
	for i := 0; i < len(close) && i < 3; i++ {
		list = append(list, close[i].name)
	}
	return list
}

// distance is the Levenshtein distance of two short names.
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := 1; i <= len(a); i++ {
		diagonal := row[0]
		row[0] = i
		for j := 1; j <= len(b); j++ {
			cost := diagonal
			if a[i-1] != b[j-1] {
				cost++
			}
			if row[j]+1 < cost {
				cost = row[j] + 1
			}
			if row[j-1]+1 < cost {
				cost = row[j-1] + 1
			}
			diagonal, row[j] = row[j], cost
		}
	}
	return row[len(b)]
}
