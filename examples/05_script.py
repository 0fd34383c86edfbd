"""Which script is it in? Mend what a converter broke, and convert on purpose."""

import hansift

for text in ("汉语软件与计算机程序", "滑鼠與軟體程式設計", "這部電腦嘅軟件好好用", "会議室で打ち合わせをする", "隻要努力﹔后勁就足"):
    report = hansift.identify(text)
    print(f"{report.script:12} {report.confidence:4.0%}  {text}")

restored = hansift.restore("隻要有后勁，干部就能把面粉賣出去。")
print(restored.text, [edit.rule for edit in restored.edits])

print(hansift.convert("汉语软件与计算机程序", "s2twp"))
mine = hansift.Converter("s2tw", user_dictionary={"青梧镇": "青梧鎮（今青梧區）"})
print(mine("青梧镇的石桥修好了。"))
