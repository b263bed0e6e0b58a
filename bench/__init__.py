"""What Zwerm costs, measured on this machine beside the bar of `speed.md`; never in a test.

A figure is a number with its bar. Times are upper bounds when the machine does other work too;
ratios and query counts stand in the tests.
"""
