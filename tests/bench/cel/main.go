// W1 in cel-go, one lead at a time: one expression for the points, one for the stage, compiled and checked once, over a map of the lead's
// values. Reads the leads that `ripe_bench leads` prints, checks every score and stage, and prints JSON lines like ripe_bench's.
//
//	cel LEADS ROUNDS      measures;  cel LEADS first      scores the first lead and ends: a cold start
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"strconv"
	"strings"
	"time"

	"cel.dev/cel-go/cel"
)

const points = `(webinar_attended ? 20 : 0) - (email_opens_30d == 0 ? 10 : 0) + (demo_requested ? 40 : 0) + (trial_started ? 30 : 0)
 + (ebook_downloads >= 3 ? 30 : 10 * ebook_downloads) + (pricing_views_30d >= 3 ? 15 : 0)
 + (page_views_30d >= 20 ? 20 : page_views_30d) + (email_clicks_30d >= 5 ? 15 : 3 * email_clicks_30d)
 + (industry in ["Software", "Manufacturing", "Finance", "Healthcare", "Telecom"] ? 10 : 0)
 + (country in ["KR", "US", "JP", "SG", "DE", "GB"] ? 5 : 0)
 + (company_size >= 200 && company_size <= 1000 ? 10 : 0) + (company_size > 1000 ? 15 : 0)
 - (company_size >= 0 && company_size < 10 ? 5 : 0)
 + (title.contains("VP") || title.contains("Chief") || title.contains("Director") || title.contains("Head") ? 15 : 0)
 - (title.contains("Intern") || title.contains("Student") ? 20 : 0)
 - (personal_email ? 10 : 0) - (unsubscribed ? 50 : 0) - (email_bounced ? 30 : 0) - (is_competitor ? 100 : 0)
 - (days_since_last_activity > 30 ? 15 : 0) - (days_since_last_activity > 90 ? 15 : 0)
 + (meetings_booked >= 1 ? 25 : 0) + (inquiries >= 1 ? 10 : 0) + (budget_usd >= 10000.0 ? 15 : 0) + (budget_usd >= 100000.0 ? 10 : 0)
 + (authority_confirmed ? 10 : 0) + (need_confirmed ? 10 : 0) + (timing_days >= 0 && timing_days <= 90 ? 10 : 0) + (nps >= 9 ? 5 : 0)
 + (invites >= 3 && messages >= 1000 ? 30 : 0)`

const stage = `is_competitor || unsubscribed ? "Disqualified" :
 score >= 100 && (budget_usd >= 10000.0 ? 1 : 0) + (authority_confirmed ? 1 : 0) + (need_confirmed ? 1 : 0)
   + (timing_days >= 0 && timing_days <= 90 ? 1 : 0) >= 3 ? "SQL" :
 score >= 80 && (meetings_booked >= 1 || inquiries >= 1) ? "SAL" : score >= 60 ? "MQL" : "Lead"`

type row struct {
	Lead  map[string]any `json:"lead"`
	Score int64          `json:"score"`
	Stage string         `json:"stage"`
}

// A missing number is -1, a missing yes/no false, a missing text empty: with null every rule would need a test of its own.
func kinds() map[string]*cel.Type {
	types := map[string]*cel.Type{"budget_usd": cel.DoubleType, "score": cel.IntType}
	for _, name := range strings.Fields("title industry country") {
		types[name] = cel.StringType
	}
	for _, name := range strings.Fields("company_size messages days_since_last_activity timing_days email_opens_30d email_clicks_30d " +
		"page_views_30d pricing_views_30d ebook_downloads meetings_booked inquiries nps invites") {
		types[name] = cel.IntType
	}
	for _, name := range strings.Fields("webinar_attended demo_requested trial_started email_bounced unsubscribed is_competitor " +
		"personal_email authority_confirmed need_confirmed") {
		types[name] = cel.BoolType
	}
	return types
}

func fail(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, "cel:", err)
		os.Exit(1)
	}
}

func compile() (cel.Program, cel.Program) {
	var variables []cel.EnvOption
	for name, kind := range kinds() {
		variables = append(variables, cel.Variable(name, kind))
	}
	env, err := cel.NewEnv(variables...)
	fail(err)
	program := func(text string) cel.Program {
		ast, issues := env.Compile(text)
		fail(issues.Err())
		made, err := env.Program(ast, cel.EvalOptions(cel.OptOptimize))
		fail(err)
		return made
	}
	return program(points), program(stage)
}

func read(path string) []row {
	file, err := os.Open(path)
	fail(err)
	defer file.Close()
	types := kinds()
	var rows []row
	lines := bufio.NewScanner(file)
	for lines.Scan() {
		var one row
		fail(json.Unmarshal(lines.Bytes(), &one))
		for name, kind := range types {
			value, known := one.Lead[name], one.Lead[name] != nil
			switch {
			case kind == cel.IntType && known:
				one.Lead[name] = int64(value.(float64))
			case kind == cel.IntType:
				one.Lead[name] = int64(-1)
			case kind == cel.DoubleType && !known:
				one.Lead[name] = -1.0
			case kind == cel.BoolType && !known:
				one.Lead[name] = false
			case kind == cel.StringType && !known:
				one.Lead[name] = ""
			}
		}
		rows = append(rows, one)
	}
	fail(lines.Err())
	return rows
}

func score(points, stage cel.Program, lead map[string]any) (int64, string) {
	sum, _, err := points.Eval(lead)
	fail(err)
	lead["score"] = sum
	name, _, err := stage.Eval(lead)
	fail(err)
	return sum.Value().(int64), name.Value().(string)
}

func note(work string, items int, seconds []float64) {
	line, err := json.Marshal(map[string]any{"work": work, "engine": "cel-go", "items": items, "seconds": seconds})
	fail(err)
	fmt.Println(string(line))
}

func main() {
	rows := read(os.Args[1])
	points, stage := compile()
	if os.Args[2] == "first" {
		fmt.Println(score(points, stage, rows[0].Lead))
		return
	}
	rounds, err := strconv.Atoi(os.Args[2])
	fail(err)
	for i, one := range rows {
		if sum, name := score(points, stage, one.Lead); sum != one.Score || name != one.Stage {
			fail(fmt.Errorf("WRONG lead %d: %d %s instead of %d %s", i, sum, name, one.Score, one.Stage))
		}
	}
	var compiled, scored []float64
	for round := 0; round < rounds; round++ {
		begin := time.Now()
		freshPoints, freshStage := compile()
		score(freshPoints, freshStage, rows[0].Lead)
		compiled = append(compiled, time.Since(begin).Seconds())
		begin = time.Now()
		for _, one := range rows {
			score(points, stage, one.Lead)
		}
		scored = append(scored, time.Since(begin).Seconds())
	}
	note("first_score.warm", 1, compiled)
	note("one_lead", len(rows), scored)
}
