<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
    <context>
        <name>AgentActions</name>
        <message>
            <source>Chat</source>
            <extracomment>Contacts that the agent asked for: the window turns to them when they open, and to no others.</extracomment>
            <translation>聊天</translation>
        </message>
        <message>
            <source>Another file…</source>
            <translation>其他文件…</translation>
        </message>
        <message>
            <source>Contacts (*.jsonl *.wav *.flac)</source>
            <translation>会话 (*.jsonl *.wav *.flac)</translation>
        </message>
        <message>
            <source>Play a contact</source>
            <translation>播放会话</translation>
        </message>
        <message>
            <source>none</source>
            <translation>无</translation>
        </message>
        <message>
            <source>About Agent Assist</source>
            <translation>关于 Agent Assist</translation>
        </message>
        <message>
            <source>Agent Assist {0}</source>
            <translation>Agent Assist {0}</translation>
        </message>
        <message>
            <source>Everything is heard, searched and shown on this computer.

Knowledge base: {0}</source>
            <translation>聆听、检索和显示全部在本机完成。

知识库：{0}</translation>
        </message>
    </context>
    <context>
        <name>AskNext</name>
        <message>
            <source>Click to copy the question</source>
            <extracomment>The cards' place in the column: below the words for none. Experienced agents are shown the questions of call flows only.</extracomment>
            <translation>点击复制问题</translation>
        </message>
        <message>
            <source>Ask next</source>
            <translation>下一步询问</translation>
        </message>
    </context>
    <context>
        <name>Banner</name>
        <message>
            <source>I have done it</source>
            <translation>已经做了</translation>
        </message>
        <message>
            <source>It does not apply here</source>
            <translation>这里不适用</translation>
        </message>
        <message>
            <source>Not now</source>
            <translation>现在不用</translation>
        </message>
        <message>
            <source>It was misheard</source>
            <translation>听错了</translation>
        </message>
        <message>
            <source>To be said: {0}</source>
            <translation>待说：{0}</translation>
        </message>
        <message>
            <source>Not in order: {0}</source>
            <translation>不合规：{0}</translation>
        </message>
        <message>
            <source>Advice: {0}</source>
            <translation>建议：{0}</translation>
        </message>
        <message>
            <source>“{0}”</source>
            <translation>“{0}”</translation>
        </message>
        <message>
            <source>Copy</source>
            <translation>复制</translation>
        </message>
        <message>
            <source>Copy the words</source>
            <translation>复制这段话</translation>
        </message>
        <message>
            <source>Show the line</source>
            <translation>查看原话</translation>
        </message>
        <message>
            <source>Show the line it rests on</source>
            <translation>查看作为依据的原话</translation>
        </message>
        <message>
            <source>Why?</source>
            <translation>为什么？</translation>
        </message>
        <message>
            <source>Why this is shown</source>
            <translation>为什么显示这一条</translation>
        </message>
        <message>
            <source>Noted</source>
            <translation>知道了</translation>
        </message>
        <message>
            <source>Noted: I have seen this</source>
            <translation>知道了：我已看到</translation>
        </message>
        <message>
            <source>Put away: say why</source>
            <translation>收起：说明原因</translation>
        </message>
        <message>
            <source>✓ Noted</source>
            <translation>✓ 知道了</translation>
        </message>
    </context>
    <context>
        <name>Because</name>
        <message>
            <source>The customer's words are like the title “{0}” ({1}).</source>
            <translation>客户的话与标题“{0}”相近（{1}）。</translation>
        </message>
        <message>
            <source>The customer's words are like the question “{0}” ({1}).</source>
            <translation>客户的话与问题“{0}”相近（{1}）。</translation>
        </message>
        <message>
            <source>The customer's words are like the script line “{0}” ({1}).</source>
            <translation>客户的话与话术“{0}”相近（{1}）。</translation>
        </message>
        <message>
            <source>The customer's words are like the passage “{0}” ({1}).</source>
            <translation>客户的话与段落“{0}”相近（{1}）。</translation>
        </message>
        <message>
            <source>Words in common: {0}.</source>
            <translation>共同的词：{0}。</translation>
        </message>
        <message>
            <source>Used before for words like these.</source>
            <translation>以前用于类似的话。</translation>
        </message>
        <message>
            <source>In {0}: there is no version in the customer's language.</source>
            <translation>为{0}版本：没有客户语言的版本。</translation>
        </message>
        <message>
            <source>The script {0} cannot be filled in.</source>
            <translation>话术 {0} 无法填写。</translation>
        </message>
    </context>
    <context>
        <name>CardActions</name>
        <message>
            <source>Search like this</source>
            <translation>搜索类似内容</translation>
        </message>
        <message>
            <source>Open the article</source>
            <translation>打开文章</translation>
        </message>
        <message>
            <source>Copy the article's address</source>
            <translation>复制文章地址</translation>
        </message>
    </context>
    <context>
        <name>CardsPanel</name>
        <message>
            <source>Show the newer replies that wait</source>
            <extracomment>New agents see why a reply is shown; where something inserts, cards offer it.</extracomment>
            <translation>显示等待中的新回复</translation>
        </message>
        <message>
            <source>Newer replies wait · show them</source>
            <translation>有新回复 · 显示</translation>
        </message>
    </context>
    <context>
        <name>Checklist</name>
        <message>
            <source>Checklist</source>
            <extracomment>So many items stand in one or two lines; of a longer list, those that nothing is owed for are folded. A button for each item that may be shown, then those that unfold the rest: in brief, and in a compact list.</extracomment>
            <translation>检查清单</translation>
        </message>
        <message>
            <source>done</source>
            <translation>已完成</translation>
        </message>
        <message>
            <source>still to be said</source>
            <translation>还要说</translation>
        </message>
        <message>
            <source>missed</source>
            <translation>已违反</translation>
        </message>
        <message>
            <source>cannot be told</source>
            <translation>无法判断</translation>
        </message>
        <message>
            <source>not yet due</source>
            <translation>尚未到时</translation>
        </message>
        <message>
            <source>{0} of {1} done</source>
            <translation>已完成 {0}/{1}</translation>
        </message>
        <message>
            <source>+{0} not yet due</source>
            <translation>另有 {0} 项未到时</translation>
        </message>
        <message>
            <source>Fewer</source>
            <translation>收起</translation>
        </message>
        <message>
            <source>{0}: {1}</source>
            <translation>{0}：{1}</translation>
        </message>
        <message>
            <source>“{0}”</source>
            <translation>“{0}”</translation>
        </message>
    </context>
    <context>
        <name>Choices</name>
        <message>
            <source>What you changed counts when the engine starts again. Your contacts are kept.</source>
            <translation>更改将在引擎重新启动后生效，您的会话都会保留。</translation>
        </message>
        <message>
            <source>Start again</source>
            <translation>重新启动</translation>
        </message>
    </context>
    <context>
        <name>Command</name>
        <message>
            <source>It took too long.</source>
            <translation>用时过长。</translation>
        </message>
    </context>
    <context>
        <name>ContactTabs</name>
        <message>
            <source>Contacts</source>
            <extracomment>From this width on there is room for words beside the tabs. So many contacts have a tab. What each tab was made of, so that only those that would say something else are touched.</extracomment>
            <translation>会话</translation>
        </message>
        <message>
            <source>Stop listening (Ctrl+Shift+L)</source>
            <translation>停止聆听 (Ctrl+Shift+L)</translation>
        </message>
        <message>
            <source>All contacts</source>
            <translation>所有会话</translation>
        </message>
        <message>
            <source>Menu</source>
            <translation>菜单</translation>
        </message>
        <message>
            <source>Paused</source>
            <translation>已暂停</translation>
        </message>
        <message>
            <source>Listening</source>
            <translation>正在聆听</translation>
        </message>
        <message>
            <source>Call</source>
            <translation>通话</translation>
        </message>
        <message>
            <source>Chat</source>
            <translation>聊天</translation>
        </message>
        <message>
            <source>All contacts: {0} more</source>
            <translation>所有会话：还有 {0} 个</translation>
        </message>
        <message>
            <source>Call with {0}, {1}</source>
            <translation>与{0}的通话，{1}</translation>
        </message>
        <message>
            <source>Chat with {0}, {1} unread</source>
            <translation>与{0}的聊天，{1} 条未读</translation>
        </message>
    </context>
    <context>
        <name>CountdownRing</name>
        <message>
            <source>{0} seconds left</source>
            <extracomment>So many prompts are shown at once.</extracomment>
            <translation>剩余 {0} 秒</translation>
        </message>
        <message>
            <source>{0} min</source>
            <translation>{0} 分</translation>
        </message>
        <message>
            <source>{0} s</source>
            <translation>{0} 秒</translation>
        </message>
    </context>
    <context>
        <name>Desk</name>
        <message>
            <source>Place on the screen</source>
            <extracomment>How long it is said that something was inserted, and while it can be undone. Settings of the keys → actions: `hotkey_show` is the key of `show`.</extracomment>
            <translation>在屏幕上的位置</translation>
        </message>
        <message>
            <source>Copied: paste it where you write. This desktop lets no program write into others.</source>
            <translation>已复制：请粘贴到您输入的位置。此桌面环境不允许程序向其他程序写入内容。</translation>
        </message>
        <message>
            <source>Copied: paste it where you write. No other window was in use.</source>
            <translation>已复制：请粘贴到您输入的位置。刚才没有使用其他窗口。</translation>
        </message>
        <message>
            <source>Copied: paste it where you write. The other window did not take the keys.</source>
            <translation>已复制：请粘贴到您输入的位置。另一窗口没有接受按键。</translation>
        </message>
        <message>
            <source>Copied: paste it where you write. The other program did not take it.</source>
            <translation>已复制：请粘贴到您输入的位置。另一程序没有接受内容。</translation>
        </message>
        <message>
            <source>✓ Inserted</source>
            <translation>✓ 已插入</translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>撤销</translation>
        </message>
        <message>
            <source>Taken back</source>
            <translation>已撤回</translation>
        </message>
        <message>
            <source>It cannot be taken back: something was typed since.</source>
            <translation>无法撤回：之后又输入了内容。</translation>
        </message>
    </context>
    <context>
        <name>DevicePicker</name>
        <message>
            <source>System default ({0})</source>
            <translation>系统默认（{0}）</translation>
        </message>
        <message>
            <source>System default</source>
            <translation>系统默认</translation>
        </message>
        <message>
            <source>{0} (not plugged in)</source>
            <translation>{0}（未连接）</translation>
        </message>
        <message>
            <source>! This device cannot be heard now.</source>
            <translation>! 现在听不到此设备。</translation>
        </message>
    </context>
    <context>
        <name>DiagnosticsDialog</name>
        <message>
            <source>Diagnostics</source>
            <translation>诊断</translation>
        </message>
        <message>
            <source>For whoever helps you. It holds no word of any contact and no secret; read it before you send it.</source>
            <translation>供为您提供支持的人员使用。其中不含任何会话内容，也不含密钥；发送前请先过目。</translation>
        </message>
        <message>
            <source>The report</source>
            <translation>报告</translation>
        </message>
        <message>
            <source>◔ Looking at everything; this takes some seconds…</source>
            <translation>◔ 正在检查，需要几秒钟…</translation>
        </message>
        <message>
            <source>Copy</source>
            <translation>复制</translation>
        </message>
        <message>
            <source>Copy the report</source>
            <translation>复制报告</translation>
        </message>
        <message>
            <source>Save to a file…</source>
            <translation>保存到文件…</translation>
        </message>
        <message>
            <source>Save the report to a file</source>
            <translation>把报告保存到文件</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>关闭</translation>
        </message>
        <message>
            <source>still looking</source>
            <translation>仍在检查</translation>
        </message>
        <message>
            <source>! Things to look at: {0}</source>
            <translation>! 需要留意的项目：{0}</translation>
        </message>
        <message>
            <source>✓ Everything is as it should be</source>
            <translation>✓ 一切正常</translation>
        </message>
        <message>
            <source>✓ Copied</source>
            <translation>✓ 已复制</translation>
        </message>
        <message>
            <source>Save the report</source>
            <translation>保存报告</translation>
        </message>
        <message>
            <source>! The file cannot be written: {0}.</source>
            <translation>! 无法写入文件：{0}。</translation>
        </message>
        <message>
            <source>✓ Saved</source>
            <translation>✓ 已保存</translation>
        </message>
    </context>
    <context>
        <name>EngineLink</name>
        <message>
            <source>The engine sent a line that cannot be read.</source>
            <extracomment>Seconds to wait before the first, second, … new start. So many deaths within so many seconds, and it is for the agent to say when to try again. An engine that is to start anew has its calls to end first; longer than this, and it hangs. A silent engine is looked at so often (seconds), asked at the first look and ended at the last.</extracomment>
            <translation>引擎发来一行无法读取的内容。</translation>
        </message>
    </context>
    <context>
        <name>EngineNotices</name>
        <message>
            <source>The engine stopped. It starts again; your contacts are kept.</source>
            <translation>引擎已停止，正在重新启动；您的会话都已保留。</translation>
        </message>
        <message>
            <source>The engine does not stay up. Your contacts are kept here.</source>
            <translation>引擎多次停止运行。您的会话仍保留在此。</translation>
        </message>
        <message>
            <source>Start again</source>
            <translation>重新启动</translation>
        </message>
        <message>
            <source>History is kept in memory only, as the settings say.</source>
            <translation>按照设置，历史记录只保存在内存中。</translation>
        </message>
        <message>
            <source>History is kept in memory only.</source>
            <translation>历史记录仅保存在内存中。</translation>
        </message>
    </context>
    <context>
        <name>FillInDialog</name>
        <message>
            <source>Fill in the reply</source>
            <translation>填写回复</translation>
        </message>
        <message>
            <source>The reply as it will be inserted</source>
            <translation>将要插入的回复</translation>
        </message>
        <message>
            <source>Insert</source>
            <translation>插入</translation>
        </message>
        <message>
            <source>Insert the reply where you write</source>
            <translation>把回复插入到您输入的位置</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>取消</translation>
        </message>
    </context>
    <context>
        <name>FlowStrip</name>
        <message>
            <source>{0} done</source>
            <extracomment>More marks than this say less than a number.</extracomment>
            <translation>已完成 {0} 步</translation>
        </message>
        <message>
            <source>Call flow {0}. {1}. Next: {2}</source>
            <translation>通话流程 {0}。{1}。下一步：{2}</translation>
        </message>
    </context>
    <context>
        <name>FoldedCard</name>
        <message>
            <source>Suggestion {0}: {1}</source>
            <translation>建议 {0}：{1}</translation>
        </message>
    </context>
    <context>
        <name>GuideDialog</name>
        <message>
            <source>First steps</source>
            <translation>入门</translation>
        </message>
        <message>
            <source>Your microphone</source>
            <translation>您的麦克风</translation>
        </message>
        <message>
            <source>Your level</source>
            <translation>您的音量</translation>
        </message>
        <message>
            <source>The customer's loudspeaker or headset</source>
            <translation>播放客户声音的扬声器或耳机</translation>
        </message>
        <message>
            <source>The customer's level</source>
            <translation>客户音量</translation>
        </message>
        <message>
            <source>Back</source>
            <translation>上一步</translation>
        </message>
        <message>
            <source>What shall be heard?</source>
            <translation>要聆听什么？</translation>
        </message>
        <message>
            <source>Speak, and play something: both bars must move. Nothing is written down while you try.</source>
            <translation>请说几句话，再播放一段声音：两条音量条都应跳动。测试期间不做任何记录。</translation>
        </message>
        <message>
            <source>See a contact</source>
            <translation>看一段会话</translation>
        </message>
        <message>
            <source>A demo call shows what happens beside your work: the reply to give, the words still owed, and what was said. Nobody is called, and nothing is sent.</source>
            <translation>演示通话会展示您工作时旁边出现的内容：建议回复、还需说明的话，以及对话记录。不会拨打任何电话，也不会发送任何内容。</translation>
        </message>
        <message>
            <source>Play a demo contact</source>
            <translation>播放演示会话</translation>
        </message>
        <message>
            <source>Where things are</source>
            <translation>功能在哪里</translation>
        </message>
        <message>
            <source>Everything can be done by keyboard. These are worth knowing from the first day.</source>
            <translation>所有操作都可以用键盘完成。下面这些值得第一天就记住。</translation>
        </message>
        <message>
            <source>search articles, templates and what was said</source>
            <translation>搜索文章、话术和对话内容</translation>
        </message>
        <message>
            <source>take the first, second or third reply</source>
            <translation>采用第一、第二或第三条回复</translation>
        </message>
        <message>
            <source>listen to a call</source>
            <translation>聆听通话</translation>
        </message>
        <message>
            <source>stop listening</source>
            <translation>停止聆听</translation>
        </message>
        <message>
            <source>settings, keys in every program among them</source>
            <translation>设置，包括在所有程序中可用的快捷键</translation>
        </message>
        <message>
            <source>Done</source>
            <translation>完成</translation>
        </message>
        <message>
            <source>Next</source>
            <translation>下一步</translation>
        </message>
        <message>
            <source>Step {0} of {1}</source>
            <translation>第 {0} 步，共 {1} 步</translation>
        </message>
    </context>
    <context>
        <name>Hearing</name>
        <message>
            <source>The customer is not heard before you have said that the call is recorded.</source>
            <extracomment>Keys of the notices whose buttons this room answers.</extracomment>
            <translation>您告知通话将被录音之前，不会聆听客户。</translation>
        </message>
        <message>
            <source>I have said it</source>
            <translation>我已告知</translation>
        </message>
        <message>
            <source>Sound devices</source>
            <translation>声音设备</translation>
        </message>
        <message>
            <source>Your microphone is lost. Plug it in or choose another; listening goes on by itself.</source>
            <translation>您的麦克风已断开。请重新连接或选择其他麦克风，聆听会自动继续。</translation>
        </message>
        <message>
            <source>The customer is not heard. Plug the headset in or choose another loudspeaker.</source>
            <translation>听不到客户。请连接耳机或选择其他扬声器。</translation>
        </message>
        <message>
            <source>Your microphone is muted: what you say is not written down.</source>
            <translation>您的麦克风已静音：您说的话不会被记录。</translation>
        </message>
        <message>
            <source>Nothing has been heard of the customer for a while. Is it the right loudspeaker?</source>
            <translation>已有一段时间没有听到客户的声音。扬声器选对了吗？</translation>
        </message>
        <message>
            <source>Your computer has changed its microphone; you are heard through the new one.</source>
            <translation>电脑已更换麦克风，现通过新麦克风聆听您。</translation>
        </message>
        <message>
            <source>Your computer has changed its loudspeaker; the customer is heard through the new one.</source>
            <translation>电脑已更换扬声器，现通过新扬声器聆听客户。</translation>
        </message>
    </context>
    <context>
        <name>Hotkeys</name>
        <message>
            <source>Show or hide the panel</source>
            <extracomment>The key of the notice that this room puts.</extracomment>
            <translation>显示或隐藏面板</translation>
        </message>
        <message>
            <source>Search in the panel</source>
            <translation>在面板中搜索</translation>
        </message>
        <message>
            <source>Insert the suggested reply</source>
            <translation>插入建议回复</translation>
        </message>
        <message>
            <source>Start or stop listening</source>
            <translation>开始或停止聆听</translation>
        </message>
        <message>
            <source>Open the next card</source>
            <translation>打开下一张卡片</translation>
        </message>
        <message>
            <source>“{0}” is no combination of keys.</source>
            <translation>“{0}”不是有效的组合键。</translation>
        </message>
        <message>
            <source>{0} is given to two actions.</source>
            <translation>{0} 被分配给了两个操作。</translation>
        </message>
        <message>
            <source>This desktop gives programs no keys of their own; the panel's keys work inside the panel.</source>
            <translation>此桌面环境不允许程序使用全局快捷键；面板的快捷键只在面板内有效。</translation>
        </message>
        <message>
            <source>This keyboard has no {0}.</source>
            <translation>此键盘没有 {0} 键。</translation>
        </message>
        <message>
            <source>{0} belongs to another program.</source>
            <translation>{0} 已被其他程序占用。</translation>
        </message>
        <message>
            <source>Choose other keys in the settings.</source>
            <translation>请在设置中选择其他快捷键。</translation>
        </message>
    </context>
    <context>
        <name>KeptMutes</name>
        <message>
            <source>It is remembered until the window closes: {0} cannot be written ({1}).</source>
            <translation>只记到窗口关闭为止：无法写入 {0}（{1}）。</translation>
        </message>
    </context>
    <context>
        <name>KeptPage</name>
        <message>
            <source>What it keeps and sends</source>
            <translation>保存与发送的内容</translation>
        </message>
        <message>
            <source>◔ Asking the engine…</source>
            <translation>◔ 正在询问引擎…</translation>
        </message>
        <message>
            <source>What was sent</source>
            <translation>已发送的内容</translation>
        </message>
        <message>
            <source>To</source>
            <translation>接收方</translation>
        </message>
        <message>
            <source>What</source>
            <translation>内容</translation>
        </message>
        <message>
            <source>Times</source>
            <translation>次数</translation>
        </message>
        <message>
            <source>Size</source>
            <translation>大小</translation>
        </message>
        <message>
            <source>First</source>
            <translation>首次</translation>
        </message>
        <message>
            <source>Last</source>
            <translation>最近</translation>
        </message>
        <message>
            <source>Contacts that are kept</source>
            <translation>已保存的会话</translation>
        </message>
        <message>
            <source>Contact</source>
            <translation>会话</translation>
        </message>
        <message>
            <source>Opened</source>
            <translation>开始</translation>
        </message>
        <message>
            <source>Closed</source>
            <translation>结束</translation>
        </message>
        <message>
            <source>What was learned from you</source>
            <translation>从您那里学到的内容</translation>
        </message>
        <message>
            <source>The customer's words (masked)</source>
            <translation>客户原话（已遮盖）</translation>
        </message>
        <message>
            <source>Article</source>
            <translation>文章</translation>
        </message>
        <message>
            <source>It says</source>
            <translation>结论</translation>
        </message>
        <message>
            <source>Replies that stay away</source>
            <translation>不再显示的回复</translation>
        </message>
        <message>
            <source>Show the chosen again</source>
            <translation>重新显示所选</translation>
        </message>
        <message>
            <source>Delete the chosen…</source>
            <translation>删除所选…</translation>
        </message>
        <message>
            <source>Delete all closed contacts…</source>
            <translation>删除所有已结束的会话…</translation>
        </message>
        <message>
            <source>Forget the chosen…</source>
            <translation>忘记所选…</translation>
        </message>
        <message>
            <source>Forget everything…</source>
            <translation>全部忘记…</translation>
        </message>
        <message>
            <source>Sent from this computer</source>
            <translation>从本机发送的内容</translation>
        </message>
        <message>
            <source>Contacts</source>
            <translation>会话</translation>
        </message>
        <message>
            <source>Learned from you</source>
            <translation>从您那里学到的</translation>
        </message>
        <message>
            <source>Logs say what the program did, never what was said.</source>
            <translation>日志只记录程序做了什么，绝不记录谈话内容。</translation>
        </message>
        <message>
            <source>Open the folder</source>
            <translation>打开文件夹</translation>
        </message>
        <message>
            <source>Files</source>
            <translation>文件</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>关闭</translation>
        </message>
        <message>
            <source>▲ As the settings are, the sound of calls is sent to {0}.</source>
            <translation>▲ 按当前设置，通话声音会发送到 {0}。</translation>
        </message>
        <message>
            <source>As the settings are, speech is recognised on this computer.</source>
            <translation>按当前设置，语音在本机识别。</translation>
        </message>
        <message>
            <source>▲ This was sent:</source>
            <translation>▲ 已发送以下内容：</translation>
        </message>
        <message>
            <source>✓ Nothing was sent since the program started.</source>
            <translation>✓ 程序启动以来没有发送任何内容。</translation>
        </message>
        <message>
            <source>✓ Nothing was ever sent.</source>
            <translation>✓ 从未发送任何内容。</translation>
        </message>
        <message>
            <source>sound</source>
            <translation>声音</translation>
        </message>
        <message>
            <source>transcripts</source>
            <translation>文字记录</translation>
        </message>
        <message>
            <source>suggestions</source>
            <translation>建议</translation>
        </message>
        <message>
            <source>questions, as numbers</source>
            <translation>问题（以数字形式）</translation>
        </message>
        <message>
            <source>Answers that you used or put away, which move later ones up or down: {0}.</source>
            <translation>您采用或收起过的 {0} 条回复会影响之后回复的排序。</translation>
        </message>
        <message>
            <source>None. A reply that you put away three times in a row is shown no more, and stands here.</source>
            <translation>没有。您连续三次收起的回复不再显示，会列在这里。</translation>
        </message>
        <message>
            <source>You have put these away again and again; they are not shown any more.</source>
            <translation>这些回复您一再收起，所以不再显示。</translation>
        </message>
        <message>
            <source>Contacts deleted: {0}.</source>
            <translation>已删除会话：{0}。</translation>
        </message>
        <message>
            <source>Lessons forgotten: {0}.</source>
            <translation>已忘记的经验：{0}。</translation>
        </message>
        <message>
            <source>{0} contacts, in memory only: they go when the program ends.</source>
            <translation>{0} 个会话，仅保存在内存中：程序退出后即消失。</translation>
        </message>
        <message>
            <source>{0} contacts, encrypted, {1} in {2}.</source>
            <translation>{0} 个会话，已加密，{1}，位于 {2}。</translation>
        </message>
        <message>
            <source>Closed ones are deleted after {0} days.</source>
            <translation>已结束的会话在 {0} 天后删除。</translation>
        </message>
        <message>
            <source>Closed ones are kept until you delete them.</source>
            <translation>已结束的会话会保留到您将其删除为止。</translation>
        </message>
        <message>
            <source>open</source>
            <translation>进行中</translation>
        </message>
        <message>
            <source>answered</source>
            <translation>有帮助</translation>
        </message>
        <message>
            <source>did not answer</source>
            <translation>没有帮助</translation>
        </message>
        <message>
            <source>It cannot be brought back.</source>
            <translation>删除后无法恢复。</translation>
        </message>
        <message>
            <source>Delete</source>
            <translation>删除</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>取消</translation>
        </message>
        <message>
            <source>Delete the contacts you chose ({0}) with everything said in them?</source>
            <translation>要删除所选的 {0} 个会话及其全部内容吗？</translation>
        </message>
        <message>
            <source>Delete all closed contacts with everything said in them?</source>
            <translation>要删除所有已结束的会话及其全部内容吗？</translation>
        </message>
        <message>
            <source>Forget what you chose ({0})?</source>
            <translation>要忘记所选的 {0} 项吗？</translation>
        </message>
        <message>
            <source>Forget everything that was learned from you?</source>
            <translation>要忘记从您那里学到的全部内容吗？</translation>
        </message>
    </context>
    <context>
        <name>ListenDialog</name>
        <message>
            <source>Sound devices</source>
            <translation>声音设备</translation>
        </message>
        <message>
            <source>Your microphone</source>
            <translation>您的麦克风</translation>
        </message>
        <message>
            <source>Your level</source>
            <translation>我的音量</translation>
        </message>
        <message>
            <source>The customer's loudspeaker or headset</source>
            <translation>播放客户声音的扬声器或耳机</translation>
        </message>
        <message>
            <source>The customer's level</source>
            <translation>客户音量</translation>
        </message>
        <message>
            <source>Speak, and play something: both bars must move.</source>
            <translation>请说话并播放一些声音：两条电平都应变动。</translation>
        </message>
        <message>
            <source>On macOS the customer is heard through a virtual device; see agent-assist doctor.</source>
            <translation>在 macOS 上通过虚拟设备聆听客户，参见 agent-assist doctor。</translation>
        </message>
        <message>
            <source>Use these</source>
            <translation>使用这些</translation>
        </message>
        <message>
            <source>Listen</source>
            <translation>聆听</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>取消</translation>
        </message>
    </context>
    <context>
        <name>Menu</name>
        <message>
            <source>New chat</source>
            <translation>新建聊天</translation>
        </message>
        <message>
            <source>Paste a customer message…</source>
            <translation>粘贴客户消息…</translation>
        </message>
        <message>
            <source>Listen to a call</source>
            <translation>聆听通话</translation>
        </message>
        <message>
            <source>Stop listening</source>
            <translation>停止聆听</translation>
        </message>
        <message>
            <source>Sound devices…</source>
            <translation>声音设备…</translation>
        </message>
        <message>
            <source>Play a demo contact…</source>
            <translation>播放演示会话…</translation>
        </message>
        <message>
            <source>Find in the transcript</source>
            <translation>在对话记录中查找</translation>
        </message>
        <message>
            <source>Write a note</source>
            <translation>写备注</translation>
        </message>
        <message>
            <source>Close contact</source>
            <translation>结束会话</translation>
        </message>
        <message>
            <source>Theme</source>
            <translation>主题</translation>
        </message>
        <message>
            <source>Like the system</source>
            <translation>跟随系统</translation>
        </message>
        <message>
            <source>Light</source>
            <translation>浅色</translation>
        </message>
        <message>
            <source>Dark</source>
            <translation>深色</translation>
        </message>
        <message>
            <source>Language</source>
            <translation>语言</translation>
        </message>
        <message>
            <source>Shown to me</source>
            <translation>显示内容</translation>
        </message>
        <message>
            <source>With reasons and next questions</source>
            <translation>含理由和下一个问题</translation>
        </message>
        <message>
            <source>Only what is needed</source>
            <translation>只显示必要内容</translation>
        </message>
        <message>
            <source>Replies that stay away</source>
            <translation>不再显示的回复</translation>
        </message>
        <message>
            <source>Show “{0}” again</source>
            <translation>重新显示“{0}”</translation>
        </message>
        <message>
            <source>Settings…</source>
            <translation>设置…</translation>
        </message>
        <message>
            <source>Keys and secrets…</source>
            <translation>密钥…</translation>
        </message>
        <message>
            <source>What it keeps and sends…</source>
            <translation>保存与发送的内容…</translation>
        </message>
        <message>
            <source>First steps…</source>
            <translation>入门…</translation>
        </message>
        <message>
            <source>Diagnostics…</source>
            <translation>诊断…</translation>
        </message>
        <message>
            <source>About Agent Assist</source>
            <translation>关于 Agent Assist</translation>
        </message>
    </context>
    <context>
        <name>Notepad</name>
        <message>
            <source>Find in the transcript</source>
            <translation>在对话记录中查找</translation>
        </message>
        <message>
            <source>Note beside the line</source>
            <translation>这一行的备注</translation>
        </message>
        <message>
            <source>Note · Enter keeps it, Esc leaves it</source>
            <translation>备注 · Enter 保存，Esc 取消</translation>
        </message>
        <message>
            <source>{0} of {1}</source>
            <translation>{0}/{1}</translation>
        </message>
        <message>
            <source>Not found</source>
            <translation>未找到</translation>
        </message>
        <message>
            <source>You</source>
            <translation>您</translation>
        </message>
        <message>
            <source>Customer</source>
            <translation>客户</translation>
        </message>
    </context>
    <context>
        <name>Notice</name>
        <message>
            <source>Put away</source>
            <translation>收起</translation>
        </message>
    </context>
    <context>
        <name>OpenCard</name>
        <message>
            <source>It does not answer this</source>
            <extracomment>Words that scroll are at least so high: two lines and a part of the third, which says that there are more. A card narrower than this has no room for its caption.</extracomment>
            <translation>没有回答这个问题</translation>
        </message>
        <message>
            <source>It is out of date</source>
            <translation>内容已过时</translation>
        </message>
        <message>
            <source>I cannot say it like this</source>
            <translation>不便这样说</translation>
        </message>
        <message>
            <source>I know this already</source>
            <translation>我已经知道</translation>
        </message>
        <message>
            <source>Not now</source>
            <translation>现在不用</translation>
        </message>
        <message>
            <source>Suggested reply</source>
            <extracomment>What the agent has asked of the reason: to be seen or not; None where nothing was asked.</extracomment>
            <translation>建议回复</translation>
        </message>
        <message>
            <source>Suggested reply {0}</source>
            <translation>建议回复 {0}</translation>
        </message>
        <message>
            <source>{0}: {1}</source>
            <translation>{0}：{1}</translation>
        </message>
        <message>
            <source>Article in {0}</source>
            <translation>{0}文章</translation>
        </message>
        <message>
            <source>Nothing in the contact's own language answers this as well.</source>
            <translation>没有同样合适的本语言文章。</translation>
        </message>
        <message>
            <source>How sure it is that this article is the right one</source>
            <translation>这篇文章就是正确答案的把握</translation>
        </message>
        <message>
            <source>Let go of this reply</source>
            <translation>取消固定这条回复</translation>
        </message>
        <message>
            <source>Keep this reply (pin)</source>
            <translation>固定这条回复</translation>
        </message>
        <message>
            <source>More about this reply</source>
            <translation>关于这条回复的更多选项</translation>
        </message>
        <message>
            <source>Insert</source>
            <translation>插入</translation>
        </message>
        <message>
            <source>Insert the reply where you write</source>
            <translation>把回复插入到您输入的位置</translation>
        </message>
        <message>
            <source>Insert the reply where you write (Ctrl+{0})</source>
            <translation>把回复插入到您输入的位置（Ctrl+{0}）</translation>
        </message>
        <message>
            <source>Copy the reply</source>
            <translation>复制回复</translation>
        </message>
        <message>
            <source>Copy</source>
            <translation>复制</translation>
        </message>
        <message>
            <source>Copy the reply (Ctrl+{0})</source>
            <translation>复制回复 (Ctrl+{0})</translation>
        </message>
        <message>
            <source>Edit</source>
            <translation>修改</translation>
        </message>
        <message>
            <source>Edit the reply first</source>
            <translation>先修改回复</translation>
        </message>
        <message>
            <source>Used</source>
            <translation>已采用</translation>
        </message>
        <message>
            <source>I used this reply</source>
            <translation>我采用了这条回复</translation>
        </message>
        <message>
            <source>Not helpful</source>
            <translation>没有帮助</translation>
        </message>
        <message>
            <source>This reply is not helpful: say why</source>
            <translation>这条回复没有帮助：说明原因</translation>
        </message>
        <message>
            <source>Why?</source>
            <translation>为什么？</translation>
        </message>
        <message>
            <source>Why this reply is shown</source>
            <translation>为什么显示这条回复</translation>
        </message>
        <message>
            <source>✓ Copied</source>
            <translation>✓ 已复制</translation>
        </message>
    </context>
    <context>
        <name>OwedBanners</name>
        <message>
            <source>and {0} more in the checklist</source>
            <translation>检查清单中还有 {0} 项</translation>
        </message>
    </context>
    <context>
        <name>Pages</name>
        <message>
            <source>Fixed by your organisation ({0}).</source>
            <extracomment>Page → type of update → what takes it there.</extracomment>
            <translation>由您的组织设定（{0}）。</translation>
        </message>
        <message>
            <source>Given on the command line.</source>
            <translation>由命令行指定。</translation>
        </message>
        <message>
            <source>Fixed by the environment variable {0}.</source>
            <translation>由环境变量 {0} 设定。</translation>
        </message>
        <message>
            <source>Settings</source>
            <translation>设置</translation>
        </message>
        <message>
            <source>Logs</source>
            <translation>日志</translation>
        </message>
        <message>
            <source>Knowledge base</source>
            <translation>知识库</translation>
        </message>
    </context>
    <context>
        <name>PasteDialog</name>
        <message>
            <source>Paste a message</source>
            <extracomment>The protocol takes no longer text at once.</extracomment>
            <translation>粘贴消息</translation>
        </message>
        <message>
            <source>What was written</source>
            <translation>消息内容</translation>
        </message>
        <message>
            <source>The customer wrote it</source>
            <translation>客户发的</translation>
        </message>
        <message>
            <source>I wrote it</source>
            <translation>我发的</translation>
        </message>
        <message>
            <source>Contact</source>
            <translation>会话</translation>
        </message>
        <message>
            <source>New chat</source>
            <translation>新建聊天</translation>
        </message>
        <message>
            <source>Add</source>
            <translation>添加</translation>
        </message>
        <message>
            <source>Add the message</source>
            <translation>添加消息</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>取消</translation>
        </message>
    </context>
    <context>
        <name>Place</name>
        <message>
            <source>At the left edge</source>
            <extracomment>How much wider or narrower a docked panel gets by one choice, in device-independent pixels.</extracomment>
            <translation>停靠在左侧</translation>
        </message>
        <message>
            <source>At the right edge</source>
            <translation>停靠在右侧</translation>
        </message>
        <message>
            <source>Not docked</source>
            <translation>不停靠</translation>
        </message>
        <message>
            <source>This desktop lets no program choose its place</source>
            <translation>此桌面环境不允许程序选择自己的位置</translation>
        </message>
        <message>
            <source>Screen {0}: {1}</source>
            <translation>屏幕 {0}：{1}</translation>
        </message>
        <message>
            <source>Narrow strip</source>
            <translation>窄条</translation>
        </message>
        <message>
            <source>Always on top</source>
            <translation>始终置顶</translation>
        </message>
        <message>
            <source>Wider</source>
            <translation>加宽</translation>
        </message>
        <message>
            <source>Narrower</source>
            <translation>变窄</translation>
        </message>
    </context>
    <context>
        <name>Presenter</name>
        <message>
            <source>Contact closed · {0} · {1} lines · {2} replies shown, {3} used</source>
            <translation>会话已结束 · {0} · {1} 句 · 显示 {2} 条回复，采用 {3} 条</translation>
        </message>
        <message>
            <source>Nothing in the knowledge base answers this.</source>
            <translation>知识库中没有相应的答案。</translation>
        </message>
        <message>
            <source>The contact has moved on.</source>
            <translation>话题已经转移。</translation>
        </message>
        <message>
            <source>Put away.</source>
            <translation>已收起。</translation>
        </message>
        <message>
            <source>A reply of a kind that you always put away was not shown.</source>
            <translation>有一条您总是收起的同类回复未显示。</translation>
        </message>
        <message>
            <source>No reply to suggest yet</source>
            <translation>暂无建议回复</translation>
        </message>
    </context>
    <context>
        <name>Proof</name>
        <message>
            <source>“{0}”</source>
            <extracomment>A longer sentence is a list of patterns, which tells an agent nothing.</extracomment>
            <translation>“{0}”</translation>
        </message>
        <message>
            <source>Would have met it: {0}</source>
            <translation>满足条件：{0}</translation>
        </message>
        <message>
            <source>Rule {0}, version {1}</source>
            <translation>规则 {0}，版本 {1}</translation>
        </message>
    </context>
    <context>
        <name>ReplyEditor</name>
        <message>
            <source>Your words for the reply</source>
            <translation>您对回复的措辞</translation>
        </message>
        <message>
            <source>{0} these words</source>
            <translation>{0}这些文字</translation>
        </message>
        <message>
            <source>Leave it</source>
            <translation>取消</translation>
        </message>
        <message>
            <source>Leave the reply as it was</source>
            <translation>保持回复原样</translation>
        </message>
    </context>
    <context>
        <name>ResultRow</name>
        <message>
            <source>Take this</source>
            <translation>使用此项</translation>
        </message>
        <message>
            <source>You</source>
            <translation>您</translation>
        </message>
        <message>
            <source>Customer</source>
            <translation>客户</translation>
        </message>
        <message>
            <source>This contact</source>
            <translation>本次对话</translation>
        </message>
        <message>
            <source>Script</source>
            <translation>话术</translation>
        </message>
    </context>
    <context>
        <name>SearchBox</name>
        <message>
            <source>Search articles, scripts and this contact</source>
            <extracomment>The style sheet's border, both sides. What a field keeps free beside its words.</extracomment>
            <translation>搜索文章、话术和本次对话</translation>
        </message>
        <message>
            <source>Paste a customer message (Ctrl+Shift+V)</source>
            <translation>粘贴客户消息 (Ctrl+Shift+V)</translation>
        </message>
        <message>
            <source>Search</source>
            <translation>搜索</translation>
        </message>
    </context>
    <context>
        <name>SearchResults</name>
        <message>
            <source>Insert</source>
            <extracomment>Whether replies are inserted (else copied) when they are taken.</extracomment>
            <translation>插入</translation>
        </message>
        <message>
            <source>Copy</source>
            <translation>复制</translation>
        </message>
        <message>
            <source>Show</source>
            <translation>显示</translation>
        </message>
        <message>
            <source>Nothing was found for this.</source>
            <translation>没有找到相关内容。</translation>
        </message>
        <message>
            <source>{0} found · ↑ ↓ choose · Enter takes · Esc closes</source>
            <translation>找到 {0} 条 · ↑ ↓ 选择 · Enter 使用 · Esc 关闭</translation>
        </message>
        <message>
            <source>{0} found in {1} ms · ↑ ↓ choose · Enter takes · Esc closes</source>
            <translation>{1} 毫秒内找到 {0} 条 · ↑ ↓ 选择 · Enter 使用 · Esc 关闭</translation>
        </message>
    </context>
    <context>
        <name>SecretRow</name>
        <message>
            <source>◔ Looking…</source>
            <extracomment>A start of the program, and what a service may take.</extracomment>
            <translation>◔ 正在查看…</translation>
        </message>
        <message>
            <source>Try</source>
            <translation>测试</translation>
        </message>
        <message>
            <source>Try: {0}</source>
            <translation>测试：{0}</translation>
        </message>
        <message>
            <source>Replace…</source>
            <translation>更换…</translation>
        </message>
        <message>
            <source>Replace: {0}</source>
            <translation>更换：{0}</translation>
        </message>
        <message>
            <source>Delete…</source>
            <translation>删除…</translation>
        </message>
        <message>
            <source>Delete: {0}</source>
            <translation>删除：{0}</translation>
        </message>
        <message>
            <source>✓ Kept in the keyring</source>
            <translation>✓ 已保存在密钥环中</translation>
        </message>
        <message>
            <source>○ Not kept</source>
            <translation>○ 未保存</translation>
        </message>
    </context>
    <context>
        <name>SecretsDialog</name>
        <message>
            <source>Keys and secrets</source>
            <translation>密钥</translation>
        </message>
        <message>
            <source>Not used now: speech is recognised elsewhere.</source>
            <translation>目前未使用：语音由其他方式识别。</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>关闭</translation>
        </message>
        <message>
            <source>They lie in this computer's keyring, locked with your login, and are never shown.</source>
            <translation>它们保存在本机的密钥环中，由您的登录密码锁定，绝不显示。</translation>
        </message>
        <message>
            <source>Key of the history</source>
            <translation>历史记录密钥</translation>
        </message>
        <message>
            <source>Encrypts the contacts that are kept. Without it they can never be read again.</source>
            <translation>用于加密保存的会话。没有它就再也无法读取。</translation>
        </message>
        <message>
            <source>Token of the chat intake</source>
            <translation>聊天接入令牌</translation>
        </message>
        <message>
            <source>Programs that hand chats over show it. Deleted, another is made at the next start.</source>
            <translation>转入聊天的程序需出示此令牌。删除后，下次启动时会生成新的令牌。</translation>
        </message>
        <message>
            <source>Keys of phone systems</source>
            <translation>电话系统密钥</translation>
        </message>
        <message>
            <source>With them phone systems stream calls in; agent-assist intake-keys makes them.</source>
            <translation>电话系统凭此接入通话；由 agent-assist intake-keys 生成。</translation>
        </message>
        <message>
            <source>OpenAI or compatible speech service</source>
            <translation>OpenAI 或兼容的语音服务</translation>
        </message>
        <message>
            <source>Its API key. Trying it sends half a second of silence.</source>
            <translation>该服务的 API 密钥。测试时会发送半秒静音。</translation>
        </message>
        <message>
            <source>Azure speech service</source>
            <translation>Azure 语音服务</translation>
        </message>
        <message>
            <source>Its key. Trying it sends half a second of silence.</source>
            <translation>该服务的密钥。测试时会发送半秒静音。</translation>
        </message>
        <message>
            <source>Google Cloud speech service</source>
            <translation>Google Cloud 语音服务</translation>
        </message>
        <message>
            <source>The JSON of a service account. Trying it sends half a second of silence.</source>
            <translation>服务账号的 JSON。测试时会发送半秒静音。</translation>
        </message>
        <message>
            <source>○ The keyring cannot be asked</source>
            <translation>○ 无法访问密钥环</translation>
        </message>
        <message>
            <source>◔ Trying…</source>
            <translation>◔ 正在测试…</translation>
        </message>
        <message>
            <source>The new key:</source>
            <translation>新密钥：</translation>
        </message>
        <message>
            <source>Keep it</source>
            <translation>保存</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>取消</translation>
        </message>
        <message>
            <source>Delete it for good?</source>
            <translation>要永久删除吗？</translation>
        </message>
        <message>
            <source>Delete</source>
            <translation>删除</translation>
        </message>
    </context>
    <context>
        <name>SettingChecks</name>
        <message>
            <source>There is no such folder.</source>
            <translation>文件夹不存在。</translation>
        </message>
        <message>
            <source>Write a whole address, such as https://speech.example/v1.</source>
            <translation>请填写完整地址，例如 https://speech.example/v1。</translation>
        </message>
        <message>
            <source>Write a region as Azure names it, such as westeurope.</source>
            <translation>请按 Azure 的名称填写区域，例如 westeurope。</translation>
        </message>
        <message>
            <source>Write an address of this computer, such as 127.0.0.1.</source>
            <translation>请填写本机的地址，例如 127.0.0.1。</translation>
        </message>
        <message>
            <source>Choose one key with Ctrl, Alt or Meta.</source>
            <translation>请选择一个带 Ctrl、Alt 或 Meta 的按键。</translation>
        </message>
        <message>
            <source>This key is needed for writing; add Ctrl, Alt or Meta.</source>
            <translation>此键用于输入文字；请加上 Ctrl、Alt 或 Meta。</translation>
        </message>
        <message>
            <source>“{0}” has this key already.</source>
            <translation>“{0}”已使用此快捷键。</translation>
        </message>
        <message>
            <source>The window uses this key itself.</source>
            <translation>窗口本身已使用此快捷键。</translation>
        </message>
    </context>
    <context>
        <name>SettingField</name>
        <message>
            <source>System default</source>
            <translation>系统默认</translation>
        </message>
        <message>
            <source>{0} (not plugged in)</source>
            <translation>{0}（未连接）</translation>
        </message>
        <message>
            <source> s</source>
            <translation> 秒</translation>
        </message>
        <message>
            <source> days</source>
            <translation> 天</translation>
        </message>
        <message>
            <source>Choose…</source>
            <translation>选择…</translation>
        </message>
        <message>
            <source>Choose a folder</source>
            <translation>选择文件夹</translation>
        </message>
    </context>
    <context>
        <name>Settings</name>
        <message>
            <source>Your work</source>
            <extracomment>When a change counts: at once, or when the engine, or the whole program, starts the next time. The groups of the dialog in their order, with their titles.</extracomment>
            <translation>您的工作</translation>
        </message>
        <message>
            <source>Appearance</source>
            <translation>外观</translation>
        </message>
        <message>
            <source>Keys in every program</source>
            <translation>全局快捷键</translation>
        </message>
        <message>
            <source>Calls and chats</source>
            <translation>通话与聊天</translation>
        </message>
        <message>
            <source>Languages</source>
            <translation>语言</translation>
        </message>
        <message>
            <source>Knowledge and speech</source>
            <translation>知识与语音</translation>
        </message>
        <message>
            <source>Privacy</source>
            <translation>隐私</translation>
        </message>
        <message>
            <source>Like the system</source>
            <translation>跟随系统</translation>
        </message>
        <message>
            <source>Audience</source>
            <translation>适用对象</translation>
        </message>
        <message>
            <source>Audience this agent belongs to; empty: articles for everybody.</source>
            <translation>您所属的适用对象；留空：面向所有人的文章。</translation>
        </message>
        <message>
            <source>Silent customer</source>
            <translation>客户沉默</translation>
        </message>
        <message>
            <source>Time without a word after which the customer counts as silent; 0: never.</source>
            <translation>客户多久不说话算作沉默；0：从不。</translation>
        </message>
        <message>
            <source>Your microphone</source>
            <translation>您的麦克风</translation>
        </message>
        <message>
            <source>Name or id of the agent's microphone; empty: the system's default.</source>
            <translation>用于拾取您声音的麦克风。</translation>
        </message>
        <message>
            <source>The customer's loudspeaker or headset</source>
            <translation>播放客户声音的扬声器或耳机</translation>
        </message>
        <message>
            <source>Name or id of the loudspeaker that the customer is heard on.</source>
            <translation>播放客户声音的扬声器或耳机。</translation>
        </message>
        <message>
            <source>Recording notice first</source>
            <translation>先告知录音</translation>
        </message>
        <message>
            <source>Hear the customer of a call only after the recording notice was given.</source>
            <translation>只有在告知录音之后才聆听通话中的客户。</translation>
        </message>
        <message>
            <source>Rule of the notice</source>
            <translation>告知规则</translation>
        </message>
        <message>
            <source>Id of the rule that is met by giving the recording notice.</source>
            <translation>告知录音时所满足的规则的编号。</translation>
        </message>
        <message>
            <source>Chat intake</source>
            <translation>聊天接入</translation>
        </message>
        <message>
            <source>Take in chat messages over HTTP on this computer.</source>
            <translation>在本机通过 HTTP 接收聊天消息。</translation>
        </message>
        <message>
            <source>Port of the intake</source>
            <translation>接入端口</translation>
        </message>
        <message>
            <source>Port of the chat intake; 0: any free one.</source>
            <translation>聊天接入的端口；0：任意空闲端口。</translation>
        </message>
        <message>
            <source>Address for phone streams</source>
            <translation>电话流地址</translation>
        </message>
        <message>
            <source>Address for phone streams; chats come from this computer always.</source>
            <translation>电话流的地址；聊天始终来自本机。</translation>
        </message>
        <message>
            <source>Phone streams</source>
            <translation>电话流</translation>
        </message>
        <message>
            <source>Take in calls that phone systems stream (AudioHook, Twilio).</source>
            <translation>接收电话系统传来的通话（AudioHook、Twilio）。</translation>
        </message>
        <message>
            <source>Streamed calls at once</source>
            <translation>同时接入的通话</translation>
        </message>
        <message>
            <source>Streamed calls heard at once; 0: by this computer's cores.</source>
            <translation>同时聆听的电话流数量；0：按本机处理器核心数决定。</translation>
        </message>
        <message>
            <source>Twilio's inbound track</source>
            <translation>Twilio 的呼入音轨</translation>
        </message>
        <message>
            <source>Who speaks on a Twilio stream's inbound track.</source>
            <translation>Twilio 流的呼入音轨上是谁在说话。</translation>
        </message>
        <message>
            <source>The customer</source>
            <translation>客户</translation>
        </message>
        <message>
            <source>The agent</source>
            <translation>坐席</translation>
        </message>
        <message>
            <source>Language of contacts</source>
            <translation>会话语言</translation>
        </message>
        <message>
            <source>Language that contacts are held in.</source>
            <translation>会话所使用的语言。</translation>
        </message>
        <message>
            <source>Told from the words</source>
            <translation>根据内容判断</translation>
        </message>
        <message>
            <source>Knowledge base</source>
            <translation>知识库</translation>
        </message>
        <message>
            <source>Folder of published bundles.</source>
            <translation>已发布知识包所在的文件夹。</translation>
        </message>
        <message>
            <source>Speech model</source>
            <translation>语音模型</translation>
        </message>
        <message>
            <source>Folder of a CTranslate2 Whisper model; empty: the packaged one.</source>
            <translation>CTranslate2 格式 Whisper 模型的文件夹；留空：使用自带模型。</translation>
        </message>
        <message>
            <source>Speech recognition</source>
            <translation>语音识别</translation>
        </message>
        <message>
            <source>What recognises speech: this computer, or a service that the sound is sent to.</source>
            <translation>由谁识别语音：本机，或接收声音的服务。</translation>
        </message>
        <message>
            <source>This computer</source>
            <translation>本机</translation>
        </message>
        <message>
            <source>OpenAI or compatible (sound is sent)</source>
            <translation>OpenAI 或兼容服务（会发送声音）</translation>
        </message>
        <message>
            <source>Azure (sound is sent)</source>
            <translation>Azure（会发送声音）</translation>
        </message>
        <message>
            <source>Google Cloud (sound is sent)</source>
            <translation>Google Cloud（会发送声音）</translation>
        </message>
        <message>
            <source>Address of the speech service</source>
            <translation>语音服务地址</translation>
        </message>
        <message>
            <source>Address of an OpenAI-compatible speech service; empty: OpenAI's own.</source>
            <translation>OpenAI 兼容语音服务的地址；留空：OpenAI 官方服务。</translation>
        </message>
        <message>
            <source>Model of the speech service</source>
            <translation>语音服务的模型</translation>
        </message>
        <message>
            <source>Model of the OpenAI-compatible service.</source>
            <translation>OpenAI 兼容服务所用的模型。</translation>
        </message>
        <message>
            <source>Azure region</source>
            <translation>Azure 区域</translation>
        </message>
        <message>
            <source>Region of the Azure service.</source>
            <translation>Azure 服务所在的区域。</translation>
        </message>
        <message>
            <source>History</source>
            <translation>历史记录</translation>
        </message>
        <message>
            <source>Keep the history of contacts encrypted on disk, or in memory only.</source>
            <translation>会话历史加密保存在磁盘上，或仅保存在内存中。</translation>
        </message>
        <message>
            <source>Encrypted on this computer</source>
            <translation>加密保存在本机</translation>
        </message>
        <message>
            <source>In memory only</source>
            <translation>仅在内存中</translation>
        </message>
        <message>
            <source>Keep contacts for</source>
            <translation>会话保留</translation>
        </message>
        <message>
            <source>Days after which closed contacts are deleted; 0: never.</source>
            <translation>已结束的会话在多少天后删除；0：从不。</translation>
        </message>
        <message>
            <source>Learn from verdicts</source>
            <translation>从您的选择中学习</translation>
        </message>
        <message>
            <source>Let the answers that agents use or dismiss move later ones up or down.</source>
            <translation>让您采用或收起的回复影响之后回复的排序。</translation>
        </message>
        <message>
            <source>Tell the phone system</source>
            <translation>告知电话系统</translation>
        </message>
        <message>
            <source>Send transcripts and suggestions back to the phone system that streams the call.</source>
            <translation>把文字记录和建议发回传送通话的电话系统。</translation>
        </message>
        <message>
            <source>Where it asks for them</source>
            <translation>在其请求时</translation>
        </message>
        <message>
            <source>Always</source>
            <translation>始终</translation>
        </message>
        <message>
            <source>Never</source>
            <translation>从不</translation>
        </message>
        <message>
            <source>Experience</source>
            <translation>工作经验</translation>
        </message>
        <message>
            <source>New: explanations and next questions are shown. Experienced: the panel is brief.</source>
            <translation>新手：显示说明和下一个问题。熟练：面板更简洁。</translation>
        </message>
        <message>
            <source>New to the work</source>
            <translation>新手</translation>
        </message>
        <message>
            <source>Experienced</source>
            <translation>熟练</translation>
        </message>
        <message>
            <source>Theme</source>
            <translation>主题</translation>
        </message>
        <message>
            <source>Light or dark window.</source>
            <translation>浅色或深色窗口。</translation>
        </message>
        <message>
            <source>Light</source>
            <translation>浅色</translation>
        </message>
        <message>
            <source>Dark</source>
            <translation>深色</translation>
        </message>
        <message>
            <source>Contrast</source>
            <translation>对比度</translation>
        </message>
        <message>
            <source>High: the strongest colours on black or white, and clear borders.</source>
            <translation>高：黑底或白底配最鲜明的颜色，边框清晰。</translation>
        </message>
        <message>
            <source>Normal</source>
            <translation>普通</translation>
        </message>
        <message>
            <source>High</source>
            <translation>高</translation>
        </message>
        <message>
            <source>Text size</source>
            <translation>文字大小</translation>
        </message>
        <message>
            <source>How large all text of the window is.</source>
            <translation>窗口中所有文字的大小。</translation>
        </message>
        <message>
            <source>Motion</source>
            <translation>动态效果</translation>
        </message>
        <message>
            <source>Reduced: nothing fades or moves by itself.</source>
            <translation>减弱：没有淡入淡出，也没有自行移动的内容。</translation>
        </message>
        <message>
            <source>Full</source>
            <translation>完整</translation>
        </message>
        <message>
            <source>Reduced</source>
            <translation>减弱</translation>
        </message>
        <message>
            <source>Place on the screen</source>
            <translation>在屏幕上的位置</translation>
        </message>
        <message>
            <source>At an edge, other windows keep off the panel, where the desktop permits it.</source>
            <translation>停靠在边缘时，只要桌面允许，其他窗口会为面板让出位置。</translation>
        </message>
        <message>
            <source>Not docked</source>
            <translation>不停靠</translation>
        </message>
        <message>
            <source>At the left edge</source>
            <translation>停靠在左侧</translation>
        </message>
        <message>
            <source>At the right edge</source>
            <translation>停靠在右侧</translation>
        </message>
        <message>
            <source>Always on top</source>
            <translation>始终置顶</translation>
        </message>
        <message>
            <source>The panel stays above other windows though it is not docked.</source>
            <translation>面板即使没有停靠，也保持在其他窗口之上。</translation>
        </message>
        <message>
            <source>Show or hide the panel</source>
            <translation>显示或隐藏面板</translation>
        </message>
        <message>
            <source>Works in every program; empty: no key.</source>
            <translation>在所有程序中有效；留空：不设快捷键。</translation>
        </message>
        <message>
            <source>Search</source>
            <translation>搜索</translation>
        </message>
        <message>
            <source>Opens the search from every program; empty: no key.</source>
            <translation>在任何程序中打开搜索；留空：不设快捷键。</translation>
        </message>
        <message>
            <source>Insert the reply</source>
            <translation>插入回复</translation>
        </message>
        <message>
            <source>Writes the first card's reply where the cursor stands; empty: no key.</source>
            <translation>在光标处写入第一张卡片的回复；留空：不设快捷键。</translation>
        </message>
        <message>
            <source>Start or stop listening</source>
            <translation>开始或停止聆听</translation>
        </message>
        <message>
            <source>Next card</source>
            <translation>下一张卡片</translation>
        </message>
        <message>
            <source>Opens the next card from every program; empty: no key.</source>
            <translation>在任何程序中打开下一张卡片；留空：不设快捷键。</translation>
        </message>
        <message>
            <source>Language of the window</source>
            <translation>窗口语言</translation>
        </message>
        <message>
            <source>The words of menus, buttons and messages.</source>
            <translation>菜单、按钮和消息所用的语言。</translation>
        </message>
        <message>
            <source>First-run guide</source>
            <translation>首次使用指南</translation>
        </message>
        <message>
            <source>Whether the first-run guide has been gone through.</source>
            <translation>是否已完成首次使用指南。</translation>
        </message>
    </context>
    <context>
        <name>SettingsDialog</name>
        <message>
            <source>Settings</source>
            <translation>设置</translation>
        </message>
        <message>
            <source>Find a setting</source>
            <translation>查找设置</translation>
        </message>
        <message>
            <source>Groups of settings</source>
            <translation>设置分组</translation>
        </message>
        <message>
            <source>No setting is called that.</source>
            <translation>没有这样的设置。</translation>
        </message>
        <message>
            <source>Save</source>
            <translation>保存</translation>
        </message>
        <message>
            <source>Save the settings</source>
            <translation>保存设置</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>取消</translation>
        </message>
        <message>
            <source>Some of it counts when the engine starts again; you can start it from the panel.</source>
            <translation>部分更改在引擎重新启动后生效；您可以在面板中重新启动。</translation>
        </message>
    </context>
    <context>
        <name>SideMeter</name>
        <message>
            <source>You</source>
            <translation>我</translation>
        </message>
        <message>
            <source>Customer</source>
            <translation>客户</translation>
        </message>
        <message>
            <source>You are speaking</source>
            <translation>您正在说话</translation>
        </message>
        <message>
            <source>The customer is speaking</source>
            <translation>客户正在说话</translation>
        </message>
        <message>
            <source>Pause your microphone</source>
            <translation>暂停您的麦克风</translation>
        </message>
        <message>
            <source>Pause the customer's sound</source>
            <translation>暂停客户的声音</translation>
        </message>
        <message>
            <source>Hear your microphone again</source>
            <translation>重新聆听您的麦克风</translation>
        </message>
        <message>
            <source>Hear the customer again</source>
            <translation>重新聆听客户</translation>
        </message>
        <message>
            <source>Your level</source>
            <translation>我的音量</translation>
        </message>
        <message>
            <source>The customer's level</source>
            <translation>客户音量</translation>
        </message>
    </context>
    <context>
        <name>StatusLine</name>
        <message>
            <source>From the customer's last word to the reply</source>
            <extracomment>Seconds behind what is said from which on the agent is told.</extracomment>
            <translation>从客户说完到出现回复</translation>
        </message>
        <message>
            <source>Local · nothing sent</source>
            <translation>本机处理 · 不外传</translation>
        </message>
        <message>
            <source>Everything is heard, searched and shown on this computer.</source>
            <translation>聆听、检索和显示全部在本机完成。</translation>
        </message>
        <message>
            <source>Knowledge base {0}: {1} articles, version {2}</source>
            <translation>知识库“{0}”：{1} 篇文章，版本 {2}</translation>
        </message>
        <message>
            <source>No knowledge base</source>
            <translation>没有知识库</translation>
        </message>
        <message>
            <source>{0} s behind</source>
            <translation>落后 {0} 秒</translation>
        </message>
        <message>
            <source>▲ Sound goes to {0}</source>
            <translation>▲ 声音发送到 {0}</translation>
        </message>
        <message>
            <source>What is said is sent to {0} to be written down.</source>
            <translation>所说的话会发送到 {0} 进行转写。</translation>
        </message>
        <message>
            <source>● Ready</source>
            <translation>● 就绪</translation>
        </message>
        <message>
            <source>◔ Starting</source>
            <translation>◔ 正在启动</translation>
        </message>
        <message>
            <source>◔ Restarting</source>
            <translation>◔ 正在重启</translation>
        </message>
        <message>
            <source>! Stopped</source>
            <translation>! 已停止</translation>
        </message>
        <message>
            <source>○ Stopped</source>
            <translation>○ 已停止</translation>
        </message>
        <message>
            <source>▷ Playback</source>
            <translation>▷ 回放</translation>
        </message>
        <message>
            <source>● Listening</source>
            <translation>● 聆听中</translation>
        </message>
        <message>
            <source>○ Paused</source>
            <translation>○ 已暂停</translation>
        </message>
        <message>
            <source>▷ Playing</source>
            <translation>▷ 播放中</translation>
        </message>
        <message>
            <source>! Busy, updates come late</source>
            <translation>! 繁忙，更新有延迟</translation>
        </message>
    </context>
    <context>
        <name>Strip</name>
        <message>
            <source>Show the whole panel</source>
            <translation>显示整个面板</translation>
        </message>
        <message>
            <source>Insert</source>
            <translation>插入</translation>
        </message>
        <message>
            <source>Insert the reply where you write</source>
            <translation>把回复插入到您输入的位置</translation>
        </message>
        <message>
            <source>● Listening</source>
            <translation>● 聆听中</translation>
        </message>
        <message>
            <source>○ Paused</source>
            <translation>○ 已暂停</translation>
        </message>
        <message>
            <source>{0} s</source>
            <translation>{0} 秒</translation>
        </message>
        <message>
            <source>No reply to suggest yet</source>
            <translation>暂无建议回复</translation>
        </message>
    </context>
    <context>
        <name>Teller</name>
        <message>
            <source>“{0}” stays away now</source>
            <translation>“{0}”不再显示</translation>
        </message>
        <message>
            <source>Replies in other languages stay away now</source>
            <translation>其他语言的回复不再显示</translation>
        </message>
        <message>
            <source>you have put it away {0} times in a row.</source>
            <translation>您已连续收起 {0} 次。</translation>
        </message>
        <message>
            <source>Show it again</source>
            <translation>重新显示</translation>
        </message>
    </context>
    <context>
        <name>Transcript</name>
        <message>
            <source>Transcript</source>
            <extracomment>Pixels for the lines where there is room, and where there is little.</extracomment>
            <translation>对话记录</translation>
        </message>
        <message>
            <source>Copied: {0}</source>
            <translation>已复制：{0}</translation>
        </message>
        <message>
            <source>Copy marked lines</source>
            <translation>复制所选行</translation>
        </message>
        <message>
            <source>Copy whole transcript</source>
            <translation>复制全部记录</translation>
        </message>
        <message>
            <source>Correct this line</source>
            <translation>更正此行</translation>
        </message>
        <message>
            <source>Find in the transcript</source>
            <translation>在对话记录中查找</translation>
        </message>
        <message>
            <source>Change the note</source>
            <translation>修改备注</translation>
        </message>
        <message>
            <source>Write a note</source>
            <translation>写备注</translation>
        </message>
        <message>
            <source>Take the mark away</source>
            <translation>取消标记</translation>
        </message>
        <message>
            <source>Mark the line</source>
            <translation>标记这一行</translation>
        </message>
    </context>
    <context>
        <name>TranscriptDelegate</name>
        <message>
            <source>Correct the line</source>
            <extracomment>What is sought in the transcript: it stands out in every line.</extracomment>
            <translation>更正此行</translation>
        </message>
    </context>
    <context>
        <name>TranscriptModel</name>
        <message>
            <source>You</source>
            <extracomment>A note stands so far below its line, and so far in. So many rows are in the view at once; it lays all of them out anew for each line that comes. So many heights are remembered: those of the contacts that the agent turns between.</extracomment>
            <translation>我</translation>
        </message>
        <message>
            <source>Customer</source>
            <translation>客户</translation>
        </message>
        <message>
            <source>Marked: {0}</source>
            <translation>已标记：{0}</translation>
        </message>
    </context>
    <context>
        <name>Tray</name>
        <message>
            <source>Agent Assist is listening</source>
            <translation>Agent Assist 正在聆听</translation>
        </message>
        <message>
            <source>Agent Assist: paused</source>
            <translation>Agent Assist：已暂停</translation>
        </message>
        <message>
            <source>Show the window</source>
            <translation>显示窗口</translation>
        </message>
        <message>
            <source>Stop listening</source>
            <translation>停止聆听</translation>
        </message>
        <message>
            <source>Place on the screen</source>
            <translation>在屏幕上的位置</translation>
        </message>
        <message>
            <source>Quit Agent Assist</source>
            <translation>退出 Agent Assist</translation>
        </message>
    </context>
    <context>
        <name>Welcome</name>
        <message>
            <source>No contact yet</source>
            <extracomment>From this width on the transcript stands beside the cards. Around the column of what is owed and suggested, beside it and above, and between its parts; pixels.</extracomment>
            <translation>暂无会话</translation>
        </message>
        <message>
            <source>A call or chat appears here by itself. Replies, questions and the words still owed come as you talk.</source>
            <translation>来电或聊天会自动出现在这里。您交谈时，会随时显示建议回复、下一步问题和还需说明的内容。</translation>
        </message>
        <message>
            <source>Play a demo contact</source>
            <translation>播放演示会话</translation>
        </message>
        <message>
            <source>New chat</source>
            <translation>新建聊天</translation>
        </message>
        <message>
            <source>Listen to a call</source>
            <translation>聆听通话</translation>
        </message>
    </context>
    <context>
        <name>Words</name>
        <message>
            <source>Very sure</source>
            <translation>非常确定</translation>
        </message>
        <message>
            <source>Sure</source>
            <translation>确定</translation>
        </message>
        <message>
            <source>Less sure</source>
            <translation>不太确定</translation>
        </message>
        <message>
            <source>{0} ms</source>
            <translation>{0} 毫秒</translation>
        </message>
        <message>
            <source>{0} s</source>
            <translation>{0} 秒</translation>
        </message>
        <message>
            <source>English</source>
            <translation>英文</translation>
        </message>
        <message>
            <source>Swedish</source>
            <translation>瑞典文</translation>
        </message>
        <message>
            <source>Chinese</source>
            <translation>中文</translation>
        </message>
        <message>
            <source>Simplified Chinese</source>
            <translation>简体中文</translation>
        </message>
        <message>
            <source>Traditional Chinese</source>
            <translation>繁体中文</translation>
        </message>
        <message>
            <source>valid until {0}</source>
            <translation>有效期至 {0}</translation>
        </message>
        <message>
            <source>Replies in other languages</source>
            <translation>其他语言的回复</translation>
        </message>
    </context>
    <context>
        <name>_Bar</name>
        <message>
            <source>Close</source>
            <translation>关闭</translation>
        </message>
    </context>
</TS>
