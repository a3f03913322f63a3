connote profile 7
0123
