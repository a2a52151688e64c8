package dedupe_test

import (
	"context"
	"fmt"
	"slices"

	"github.com/callready/callready/dedupe"
)

func ExampleJudge() {
	a := &dedupe.Person{First: "Jean", Last: "Martin", Numbers: []dedupe.Number{{Key: 33639981234, Line: dedupe.Mobile}}}
	b := &dedupe.Person{First: "J.", Last: "MARTIN", Numbers: a.Numbers}
	v := dedupe.Judge(a, b)
	fmt.Println(v.Match, slices.Collect(v.Reasons.Codes()))
	// Output: likely [dup-initial dup-same-mobile]
}

func ExampleClose() {
	number := []dedupe.Number{{Key: 33639981234, Line: dedupe.Mobile}}
	closed, err := dedupe.Close(context.Background(), []*dedupe.Person{
		{Ref: 1, Key: "b", First: "Léa", Last: "Moreau", Numbers: number},
		{Ref: 2, Key: "a", First: "LEA", Last: "MOREAU", Numbers: number},
		{Ref: 3, Key: "c", First: "Hugo", Last: "Moreau", Numbers: number},
	}, nil)
	if err != nil {
		fmt.Println(err)
	}
	for _, g := range closed.Groups {
		fmt.Println(g.Match, g.Members[0].Key, g.Members[1].Key, g.ID == dedupe.GroupID(g.Match, "a"))
	}
	// Output: exact a b true
}

func ExampleSurvivor() {
	members := []dedupe.Member{
		{Key: "1", Values: []string{"Léa", ""}, Owner: "Tom"},
		{Key: "2", Values: []string{"Léa", "CEO"}},
	}
	order, _, _ := dedupe.ParseSurvivor("named-owner,most-complete")
	at := dedupe.Survivor(members, order)
	plan := dedupe.Plan(members, at, order, nil)
	fmt.Println(members[at].Key, plan[1].New)
	// Output: 1 CEO
}
