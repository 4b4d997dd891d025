module example.org/evil

go 1.19

require example.org/far v1.2.0
