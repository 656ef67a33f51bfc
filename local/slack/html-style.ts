/** Slack's proportions in its light theme, near enough to judge a message by. */
export const HTML_STYLE = `
* { box-sizing: border-box; margin: 0; padding: 0; }
body { background: #fff; font: 15px/1.46668 Lato, "Liberation Sans", sans-serif; color: #1d1c1d; }
main { width: 760px; padding: 0 0 14px; border: 1px solid #ddd; border-radius: 10px; overflow: hidden; }
.channel { padding: 11px 20px; font-weight: 900; font-size: 17px; border-bottom: 1px solid #ddd; }
.day { display: flex; align-items: center; gap: 10px; padding: 6px 20px 0; color: #616061; font-size: 13px; font-weight: 700; }
.day::before, .day::after { content: ""; flex: 1; border-top: 1px solid #ddd; }
.day span { border: 1px solid #ddd; border-radius: 24px; padding: 3px 14px; }
article { display: flex; gap: 10px; padding: 14px 20px 4px; }
.avatar svg { display: block; width: 36px; height: 36px; }
.body { flex: 1; min-width: 0; }
.who { display: flex; align-items: baseline; gap: 6px; line-height: 1.2; margin-bottom: 4px; }
.who b { font-weight: 900; }
.app { background: #e8e8e8; color: #616061; font-size: 10px; font-weight: 700; padding: 1px 4px; border-radius: 2px; }
.time, .edited { color: #616061; font-size: 12px; }
.edited { display: block; margin-top: 2px; }
h1 { font-size: 18px; font-weight: 900; line-height: 1.33; margin: 4px 0 8px; }
p { margin: 0 0 8px; overflow-wrap: anywhere; }
.fields { display: grid; grid-template-columns: 1fr 1fr; gap: 6px 24px; margin: 2px 0 10px; overflow-wrap: anywhere; }
code { font: 12px/1.5 "DejaVu Sans Mono", "Liberation Mono", monospace; color: #c01343; background: #f8f8f8; border: 1px solid #e3e3e3; border-radius: 3px; padding: 1px 3px; }
pre { font: 12px/1.5 "DejaVu Sans Mono", "Liberation Mono", monospace; background: #f8f8f8; border: 1px solid #e3e3e3; border-radius: 4px; padding: 8px; margin: 0 0 10px; white-space: pre-wrap; overflow-wrap: anywhere; }
.context { color: #616061; font-size: 13px; margin: 2px 0 4px; }
.actions { display: flex; gap: 8px; margin: 4px 0 10px; }
.button { border: 1px solid #c9c9c9; border-radius: 8px; padding: 6px 12px; font-weight: 700; font-size: 15px; line-height: 1.3; }
.button.primary { background: #007a5a; border-color: #007a5a; color: #fff; }
.button.danger { background: #e01e5a; border-color: #e01e5a; color: #fff; }
a { color: #1264a3; text-decoration: none; }
.mention { background: #e8f5fa; color: #1264a3; border-radius: 3px; padding: 0 2px 1px; }
`;
