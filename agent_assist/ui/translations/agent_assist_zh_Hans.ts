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
            <extracomment>Experienced agents are shown the questions of call flows only.</extracomment>
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
            <extracomment>So many items stand in one or two lines; of a longer list, those that nothing is owed for are folded. Experienced agents see what is owed or was missed, and how much is done.</extracomment>
            <translation>检查清单</translation>
        </message>
        <message>
            <source>done</source>
            <translation>已完成</translation>
        </message>
        <message>
            <source>to be said now</source>
            <translation>现在要说</translation>
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
        <name>ContactTabs</name>
        <message>
            <source>Contacts</source>
            <extracomment>From this width on there is room for words beside the tabs. What each tab was made of, so that only those that would say something else are touched.</extracomment>
            <translation>会话</translation>
        </message>
        <message>
            <source>Stop listening (Ctrl+Shift+L)</source>
            <translation>停止聆听 (Ctrl+Shift+L)</translation>
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
        <name>EngineLink</name>
        <message>
            <source>The engine sent a line that cannot be read.</source>
            <extracomment>Seconds to wait before the first, second, … new start. So many deaths within so many seconds, and it is for the agent to say when to try again.</extracomment>
            <translation>引擎发来一行无法读取的内容。</translation>
        </message>
    </context>
    <context>
        <name>EngineNotices</name>
        <message>
            <source>The engine stopped. It starts again; your contacts are kept.</source>
            <extracomment>How the engine begins to say that there is no journal on disk.</extracomment>
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
            <source>History is kept in memory only.</source>
            <translation>历史记录仅保存在内存中。</translation>
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
            <extracomment>A card narrower than this has no room for its caption.</extracomment>
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
            <extracomment>The style sheet's border, both sides.</extracomment>
            <translation>搜索文章、话术和本次对话</translation>
        </message>
        <message>
            <source>Paste a customer message (Ctrl+Shift+V)</source>
            <translation>粘贴客户消息 (Ctrl+Shift+V)</translation>
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
            <extracomment>A note stands so far below its line, and so far in. So many rows are in the view at once; it lays all of them out anew for each line that comes.</extracomment>
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
    </context>
    <context>
        <name>Welcome</name>
        <message>
            <source>No contact yet</source>
            <extracomment>From this width on the transcript stands beside the cards.</extracomment>
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
    </context>
    <context>
        <name>_Bar</name>
        <message>
            <source>Close</source>
            <translation>关闭</translation>
        </message>
    </context>
</TS>
