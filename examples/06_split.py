"""Sentences that keep quotations whole, and pieces of bounded length for a model's window."""

import hansift

STORY = "天黑了。“师傅，还过河吗？”年轻人站在岸上喊。“过。”老船工头也不抬，“等一个人。”年轻人笑了：“不知道是谁，怎么等？”"

for level in ("outer", "inner", "split"):
    print(level)
    for sentence in hansift.split(STORY, quotes=level):
        print("   ", sentence)

print("pieces of at most 40 characters")
for piece in hansift.chunk(STORY, max_chars=40):
    print(f"    {piece.span.begin:3}-{piece.span.end:3} {piece.text}")
