<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_TW" sourcelanguage="en">
    <context>
        <name>AgentActions</name>
        <message>
            <source>Chat</source>
            <extracomment>Contacts that the agent asked for: the window turns to them when they open, and to no others.</extracomment>
            <translation>聊天</translation>
        </message>
        <message>
            <source>Another file…</source>
            <translation>其他檔案…</translation>
        </message>
        <message>
            <source>Contacts (*.jsonl *.wav *.flac)</source>
            <translation>對話 (*.jsonl *.wav *.flac)</translation>
        </message>
        <message>
            <source>Play a contact</source>
            <translation>播放對話</translation>
        </message>
        <message>
            <source>none</source>
            <translation>無</translation>
        </message>
        <message>
            <source>About Agent Assist</source>
            <translation>關於 Agent Assist</translation>
        </message>
        <message>
            <source>Agent Assist {0}</source>
            <translation>Agent Assist {0}</translation>
        </message>
        <message>
            <source>Everything is heard, searched and shown on this computer.

Knowledge base: {0}</source>
            <translation>聆聽、檢索與顯示全部在本機完成。

知識庫：{0}</translation>
        </message>
    </context>
    <context>
        <name>AskNext</name>
        <message>
            <source>Click to copy the question</source>
            <extracomment>Experienced agents are shown the questions of call flows only.</extracomment>
            <translation>按一下即可複製問題</translation>
        </message>
        <message>
            <source>Ask next</source>
            <translation>接著詢問</translation>
        </message>
    </context>
    <context>
        <name>Banner</name>
        <message>
            <source>I have done it</source>
            <translation>已經做了</translation>
        </message>
        <message>
            <source>It does not apply here</source>
            <translation>這裡不適用</translation>
        </message>
        <message>
            <source>Not now</source>
            <translation>現在不用</translation>
        </message>
        <message>
            <source>It was misheard</source>
            <translation>聽錯了</translation>
        </message>
        <message>
            <source>To be said: {0}</source>
            <translation>待說：{0}</translation>
        </message>
        <message>
            <source>Not in order: {0}</source>
            <translation>不合規：{0}</translation>
        </message>
        <message>
            <source>Advice: {0}</source>
            <translation>建議：{0}</translation>
        </message>
        <message>
            <source>“{0}”</source>
            <translation>「{0}」</translation>
        </message>
        <message>
            <source>Copy</source>
            <translation>複製</translation>
        </message>
        <message>
            <source>Copy the words</source>
            <translation>複製這段話</translation>
        </message>
        <message>
            <source>Show the line</source>
            <translation>查看原話</translation>
        </message>
        <message>
            <source>Show the line it rests on</source>
            <translation>查看作為依據的原話</translation>
        </message>
        <message>
            <source>Why?</source>
            <translation>為什麼？</translation>
        </message>
        <message>
            <source>Why this is shown</source>
            <translation>為什麼顯示這一則</translation>
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
            <translation>收起：說明原因</translation>
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
            <translation>搜尋類似內容</translation>
        </message>
        <message>
            <source>Open the article</source>
            <translation>開啟文章</translation>
        </message>
        <message>
            <source>Copy the article's address</source>
            <translation>複製文章網址</translation>
        </message>
    </context>
    <context>
        <name>CardsPanel</name>
        <message>
            <source>Show the newer replies that wait</source>
            <extracomment>New agents see why a reply is shown; where something inserts, cards offer it.</extracomment>
            <translation>顯示等待中的新回覆</translation>
        </message>
        <message>
            <source>Newer replies wait · show them</source>
            <translation>有新回覆 · 顯示</translation>
        </message>
    </context>
    <context>
        <name>Checklist</name>
        <message>
            <source>Checklist</source>
            <extracomment>So many items stand in one or two lines; of a longer list, those that nothing is owed for are folded. Experienced agents see what is owed or was missed, and how much is done.</extracomment>
            <translation>檢查清單</translation>
        </message>
        <message>
            <source>done</source>
            <translation>已完成</translation>
        </message>
        <message>
            <source>to be said now</source>
            <translation>現在要說</translation>
        </message>
        <message>
            <source>missed</source>
            <translation>已違反</translation>
        </message>
        <message>
            <source>cannot be told</source>
            <translation>無法判斷</translation>
        </message>
        <message>
            <source>not yet due</source>
            <translation>尚未到時</translation>
        </message>
        <message>
            <source>{0} of {1} done</source>
            <translation>已完成 {0}/{1}</translation>
        </message>
        <message>
            <source>+{0} not yet due</source>
            <translation>另有 {0} 項未到時</translation>
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
            <translation>「{0}」</translation>
        </message>
    </context>
    <context>
        <name>ContactTabs</name>
        <message>
            <source>Contacts</source>
            <extracomment>From this width on there is room for words beside the tabs. What each tab was made of, so that only those that would say something else are touched.</extracomment>
            <translation>對話</translation>
        </message>
        <message>
            <source>Stop listening (Ctrl+Shift+L)</source>
            <translation>停止聆聽 (Ctrl+Shift+L)</translation>
        </message>
        <message>
            <source>Menu</source>
            <translation>選單</translation>
        </message>
        <message>
            <source>Paused</source>
            <translation>已暫停</translation>
        </message>
        <message>
            <source>Listening</source>
            <translation>正在聆聽</translation>
        </message>
        <message>
            <source>Call</source>
            <translation>通話</translation>
        </message>
        <message>
            <source>Chat</source>
            <translation>聊天</translation>
        </message>
        <message>
            <source>Call with {0}, {1}</source>
            <translation>與{0}的通話，{1}</translation>
        </message>
        <message>
            <source>Chat with {0}, {1} unread</source>
            <translation>與{0}的聊天，{1} 則未讀</translation>
        </message>
    </context>
    <context>
        <name>CountdownRing</name>
        <message>
            <source>{0} seconds left</source>
            <translation>剩餘 {0} 秒</translation>
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
            <translation>系統預設（{0}）</translation>
        </message>
        <message>
            <source>System default</source>
            <translation>系統預設</translation>
        </message>
        <message>
            <source>{0} (not plugged in)</source>
            <translation>{0}（未連接）</translation>
        </message>
        <message>
            <source>! This device cannot be heard now.</source>
            <translation>! 現在聽不到此裝置。</translation>
        </message>
    </context>
    <context>
        <name>EngineLink</name>
        <message>
            <source>The engine sent a line that cannot be read.</source>
            <extracomment>Seconds to wait before the first, second, … new start. So many deaths within so many seconds, and it is for the agent to say when to try again.</extracomment>
            <translation>引擎傳來一行無法讀取的內容。</translation>
        </message>
    </context>
    <context>
        <name>EngineNotices</name>
        <message>
            <source>The engine stopped. It starts again; your contacts are kept.</source>
            <extracomment>How the engine begins to say that there is no journal on disk.</extracomment>
            <translation>引擎已停止，正在重新啟動；您的對話都已保留。</translation>
        </message>
        <message>
            <source>The engine does not stay up. Your contacts are kept here.</source>
            <translation>引擎多次停止執行。您的對話仍保留在此。</translation>
        </message>
        <message>
            <source>Start again</source>
            <translation>重新啟動</translation>
        </message>
        <message>
            <source>History is kept in memory only.</source>
            <translation>歷史紀錄僅保存在記憶體中。</translation>
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
            <translation>通話流程 {0}。{1}。下一步：{2}</translation>
        </message>
    </context>
    <context>
        <name>FoldedCard</name>
        <message>
            <source>Suggestion {0}: {1}</source>
            <translation>建議 {0}：{1}</translation>
        </message>
    </context>
    <context>
        <name>Hearing</name>
        <message>
            <source>The customer is not heard before you have said that the call is recorded.</source>
            <extracomment>Keys of the notices whose buttons this room answers.</extracomment>
            <translation>您告知通話將被錄音之前，不會聆聽客戶。</translation>
        </message>
        <message>
            <source>I have said it</source>
            <translation>我已告知</translation>
        </message>
        <message>
            <source>Sound devices</source>
            <translation>音訊裝置</translation>
        </message>
        <message>
            <source>Your microphone is lost. Plug it in or choose another; listening goes on by itself.</source>
            <translation>您的麥克風已中斷。請重新連接或選擇其他麥克風，聆聽會自動繼續。</translation>
        </message>
        <message>
            <source>The customer is not heard. Plug the headset in or choose another loudspeaker.</source>
            <translation>聽不到客戶。請連接耳機或選擇其他喇叭。</translation>
        </message>
        <message>
            <source>Your microphone is muted: what you say is not written down.</source>
            <translation>您的麥克風已靜音：您說的話不會被記錄。</translation>
        </message>
        <message>
            <source>Nothing has been heard of the customer for a while. Is it the right loudspeaker?</source>
            <translation>已有一段時間沒有聽到客戶的聲音。喇叭選對了嗎？</translation>
        </message>
        <message>
            <source>Your computer has changed its microphone; you are heard through the new one.</source>
            <translation>電腦已更換麥克風，現透過新麥克風聆聽您。</translation>
        </message>
        <message>
            <source>Your computer has changed its loudspeaker; the customer is heard through the new one.</source>
            <translation>電腦已更換喇叭，現透過新喇叭聆聽客戶。</translation>
        </message>
    </context>
    <context>
        <name>ListenDialog</name>
        <message>
            <source>Sound devices</source>
            <translation>音訊裝置</translation>
        </message>
        <message>
            <source>Your microphone</source>
            <translation>您的麥克風</translation>
        </message>
        <message>
            <source>Your level</source>
            <translation>我的音量</translation>
        </message>
        <message>
            <source>The customer's loudspeaker or headset</source>
            <translation>播放客戶聲音的喇叭或耳機</translation>
        </message>
        <message>
            <source>The customer's level</source>
            <translation>客戶音量</translation>
        </message>
        <message>
            <source>Speak, and play something: both bars must move.</source>
            <translation>請說話並播放一些聲音：兩條音量都應變動。</translation>
        </message>
        <message>
            <source>On macOS the customer is heard through a virtual device; see agent-assist doctor.</source>
            <translation>在 macOS 上透過虛擬裝置聆聽客戶，請見 agent-assist doctor。</translation>
        </message>
        <message>
            <source>Use these</source>
            <translation>使用這些</translation>
        </message>
        <message>
            <source>Listen</source>
            <translation>聆聽</translation>
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
            <translation>新增聊天</translation>
        </message>
        <message>
            <source>Paste a customer message…</source>
            <translation>貼上客戶訊息…</translation>
        </message>
        <message>
            <source>Listen to a call</source>
            <translation>聆聽通話</translation>
        </message>
        <message>
            <source>Stop listening</source>
            <translation>停止聆聽</translation>
        </message>
        <message>
            <source>Sound devices…</source>
            <translation>音訊裝置…</translation>
        </message>
        <message>
            <source>Play a demo contact…</source>
            <translation>播放示範對話…</translation>
        </message>
        <message>
            <source>Find in the transcript</source>
            <translation>在對話記錄中尋找</translation>
        </message>
        <message>
            <source>Write a note</source>
            <translation>寫備註</translation>
        </message>
        <message>
            <source>Close contact</source>
            <translation>結束對話</translation>
        </message>
        <message>
            <source>Theme</source>
            <translation>主題</translation>
        </message>
        <message>
            <source>Like the system</source>
            <translation>跟隨系統</translation>
        </message>
        <message>
            <source>Light</source>
            <translation>淺色</translation>
        </message>
        <message>
            <source>Dark</source>
            <translation>深色</translation>
        </message>
        <message>
            <source>Language</source>
            <translation>語言</translation>
        </message>
        <message>
            <source>Shown to me</source>
            <translation>顯示內容</translation>
        </message>
        <message>
            <source>With reasons and next questions</source>
            <translation>含理由和下一個問題</translation>
        </message>
        <message>
            <source>Only what is needed</source>
            <translation>只顯示必要內容</translation>
        </message>
        <message>
            <source>Replies that stay away</source>
            <translation>不再顯示的回覆</translation>
        </message>
        <message>
            <source>Show “{0}” again</source>
            <translation>重新顯示「{0}」</translation>
        </message>
        <message>
            <source>About Agent Assist</source>
            <translation>關於 Agent Assist</translation>
        </message>
    </context>
    <context>
        <name>Notepad</name>
        <message>
            <source>Find in the transcript</source>
            <translation>在對話記錄中尋找</translation>
        </message>
        <message>
            <source>Note beside the line</source>
            <translation>這一行的備註</translation>
        </message>
        <message>
            <source>Note · Enter keeps it, Esc leaves it</source>
            <translation>備註 · Enter 儲存，Esc 取消</translation>
        </message>
        <message>
            <source>{0} of {1}</source>
            <translation>{0}/{1}</translation>
        </message>
        <message>
            <source>Not found</source>
            <translation>找不到</translation>
        </message>
        <message>
            <source>You</source>
            <translation>您</translation>
        </message>
        <message>
            <source>Customer</source>
            <translation>客戶</translation>
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
            <translation>沒有回答這個問題</translation>
        </message>
        <message>
            <source>It is out of date</source>
            <translation>內容已過時</translation>
        </message>
        <message>
            <source>I cannot say it like this</source>
            <translation>不便這樣說</translation>
        </message>
        <message>
            <source>I know this already</source>
            <translation>我已經知道</translation>
        </message>
        <message>
            <source>Not now</source>
            <translation>現在不用</translation>
        </message>
        <message>
            <source>Suggested reply</source>
            <translation>建議回覆</translation>
        </message>
        <message>
            <source>Suggested reply {0}</source>
            <translation>建議回覆 {0}</translation>
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
            <translation>沒有同樣合適的本語言文章。</translation>
        </message>
        <message>
            <source>How sure it is that this article is the right one</source>
            <translation>這篇文章就是正確答案的把握</translation>
        </message>
        <message>
            <source>Let go of this reply</source>
            <translation>取消釘選這則回覆</translation>
        </message>
        <message>
            <source>Keep this reply (pin)</source>
            <translation>釘選這則回覆</translation>
        </message>
        <message>
            <source>More about this reply</source>
            <translation>關於這則回覆的更多選項</translation>
        </message>
        <message>
            <source>Insert</source>
            <translation>插入</translation>
        </message>
        <message>
            <source>Insert the reply where you write</source>
            <translation>把回覆插入到您輸入的位置</translation>
        </message>
        <message>
            <source>Insert the reply where you write (Ctrl+{0})</source>
            <translation>把回覆插入到您輸入的位置（Ctrl+{0}）</translation>
        </message>
        <message>
            <source>Copy the reply</source>
            <translation>複製回覆</translation>
        </message>
        <message>
            <source>Copy</source>
            <translation>複製</translation>
        </message>
        <message>
            <source>Copy the reply (Ctrl+{0})</source>
            <translation>複製回覆 (Ctrl+{0})</translation>
        </message>
        <message>
            <source>Edit</source>
            <translation>修改</translation>
        </message>
        <message>
            <source>Edit the reply first</source>
            <translation>先修改回覆</translation>
        </message>
        <message>
            <source>Used</source>
            <translation>已採用</translation>
        </message>
        <message>
            <source>I used this reply</source>
            <translation>我採用了這則回覆</translation>
        </message>
        <message>
            <source>Not helpful</source>
            <translation>沒有幫助</translation>
        </message>
        <message>
            <source>This reply is not helpful: say why</source>
            <translation>這則回覆沒有幫助：說明原因</translation>
        </message>
        <message>
            <source>Why?</source>
            <translation>為什麼？</translation>
        </message>
        <message>
            <source>Why this reply is shown</source>
            <translation>為什麼顯示這則回覆</translation>
        </message>
        <message>
            <source>✓ Copied</source>
            <translation>✓ 已複製</translation>
        </message>
    </context>
    <context>
        <name>OwedBanners</name>
        <message>
            <source>and {0} more in the checklist</source>
            <translation>檢查清單中還有 {0} 項</translation>
        </message>
    </context>
    <context>
        <name>PasteDialog</name>
        <message>
            <source>Paste a message</source>
            <extracomment>The protocol takes no longer text at once.</extracomment>
            <translation>貼上訊息</translation>
        </message>
        <message>
            <source>What was written</source>
            <translation>訊息內容</translation>
        </message>
        <message>
            <source>The customer wrote it</source>
            <translation>客戶發的</translation>
        </message>
        <message>
            <source>I wrote it</source>
            <translation>我發的</translation>
        </message>
        <message>
            <source>Contact</source>
            <translation>對話</translation>
        </message>
        <message>
            <source>New chat</source>
            <translation>新增聊天</translation>
        </message>
        <message>
            <source>Add</source>
            <translation>加入</translation>
        </message>
        <message>
            <source>Add the message</source>
            <translation>加入訊息</translation>
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
            <translation>對話已結束 · {0} · {1} 句 · 顯示 {2} 則回覆，採用 {3} 則</translation>
        </message>
        <message>
            <source>Nothing in the knowledge base answers this.</source>
            <translation>知識庫中沒有相應的答案。</translation>
        </message>
        <message>
            <source>The contact has moved on.</source>
            <translation>話題已經轉移。</translation>
        </message>
        <message>
            <source>Put away.</source>
            <translation>已收起。</translation>
        </message>
        <message>
            <source>A reply of a kind that you always put away was not shown.</source>
            <translation>有一則您總是收起的同類回覆未顯示。</translation>
        </message>
        <message>
            <source>No reply to suggest yet</source>
            <translation>暫無建議回覆</translation>
        </message>
    </context>
    <context>
        <name>Proof</name>
        <message>
            <source>“{0}”</source>
            <extracomment>A longer sentence is a list of patterns, which tells an agent nothing.</extracomment>
            <translation>「{0}」</translation>
        </message>
        <message>
            <source>Would have met it: {0}</source>
            <translation>符合條件：{0}</translation>
        </message>
        <message>
            <source>Rule {0}, version {1}</source>
            <translation>規則 {0}，版本 {1}</translation>
        </message>
    </context>
    <context>
        <name>ReplyEditor</name>
        <message>
            <source>Your words for the reply</source>
            <translation>您對回覆的措辭</translation>
        </message>
        <message>
            <source>{0} these words</source>
            <translation>{0}這些文字</translation>
        </message>
        <message>
            <source>Leave it</source>
            <translation>取消</translation>
        </message>
        <message>
            <source>Leave the reply as it was</source>
            <translation>保持回覆原樣</translation>
        </message>
    </context>
    <context>
        <name>ResultRow</name>
        <message>
            <source>Take this</source>
            <translation>使用此項</translation>
        </message>
        <message>
            <source>You</source>
            <translation>您</translation>
        </message>
        <message>
            <source>Customer</source>
            <translation>客戶</translation>
        </message>
        <message>
            <source>This contact</source>
            <translation>本次對話</translation>
        </message>
        <message>
            <source>Script</source>
            <translation>話術</translation>
        </message>
    </context>
    <context>
        <name>SearchBox</name>
        <message>
            <source>Search articles, scripts and this contact</source>
            <extracomment>The style sheet's border, both sides.</extracomment>
            <translation>搜尋文章、話術和本次對話</translation>
        </message>
        <message>
            <source>Paste a customer message (Ctrl+Shift+V)</source>
            <translation>貼上客戶訊息 (Ctrl+Shift+V)</translation>
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
            <translation>複製</translation>
        </message>
        <message>
            <source>Show</source>
            <translation>顯示</translation>
        </message>
        <message>
            <source>Nothing was found for this.</source>
            <translation>沒有找到相關內容。</translation>
        </message>
        <message>
            <source>{0} found · ↑ ↓ choose · Enter takes · Esc closes</source>
            <translation>找到 {0} 則 · ↑ ↓ 選擇 · Enter 使用 · Esc 關閉</translation>
        </message>
        <message>
            <source>{0} found in {1} ms · ↑ ↓ choose · Enter takes · Esc closes</source>
            <translation>{1} 毫秒內找到 {0} 則 · ↑ ↓ 選擇 · Enter 使用 · Esc 關閉</translation>
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
            <translation>客戶</translation>
        </message>
        <message>
            <source>You are speaking</source>
            <translation>您正在說話</translation>
        </message>
        <message>
            <source>The customer is speaking</source>
            <translation>客戶正在說話</translation>
        </message>
        <message>
            <source>Pause your microphone</source>
            <translation>暫停您的麥克風</translation>
        </message>
        <message>
            <source>Pause the customer's sound</source>
            <translation>暫停客戶的聲音</translation>
        </message>
        <message>
            <source>Hear your microphone again</source>
            <translation>重新聆聽您的麥克風</translation>
        </message>
        <message>
            <source>Hear the customer again</source>
            <translation>重新聆聽客戶</translation>
        </message>
        <message>
            <source>Your level</source>
            <translation>我的音量</translation>
        </message>
        <message>
            <source>The customer's level</source>
            <translation>客戶音量</translation>
        </message>
    </context>
    <context>
        <name>StatusLine</name>
        <message>
            <source>From the customer's last word to the reply</source>
            <extracomment>Seconds behind what is said from which on the agent is told.</extracomment>
            <translation>從客戶說完到出現回覆</translation>
        </message>
        <message>
            <source>Local · nothing sent</source>
            <translation>本機處理 · 不外傳</translation>
        </message>
        <message>
            <source>Everything is heard, searched and shown on this computer.</source>
            <translation>聆聽、檢索與顯示全部在本機完成。</translation>
        </message>
        <message>
            <source>Knowledge base {0}: {1} articles, version {2}</source>
            <translation>知識庫「{0}」：{1} 篇文章，版本 {2}</translation>
        </message>
        <message>
            <source>No knowledge base</source>
            <translation>沒有知識庫</translation>
        </message>
        <message>
            <source>{0} s behind</source>
            <translation>落後 {0} 秒</translation>
        </message>
        <message>
            <source>▲ Sound goes to {0}</source>
            <translation>▲ 聲音傳送到 {0}</translation>
        </message>
        <message>
            <source>What is said is sent to {0} to be written down.</source>
            <translation>所說的話會傳送到 {0} 進行轉寫。</translation>
        </message>
        <message>
            <source>● Ready</source>
            <translation>● 就緒</translation>
        </message>
        <message>
            <source>◔ Starting</source>
            <translation>◔ 正在啟動</translation>
        </message>
        <message>
            <source>◔ Restarting</source>
            <translation>◔ 正在重新啟動</translation>
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
            <translation>● 聆聽中</translation>
        </message>
        <message>
            <source>○ Paused</source>
            <translation>○ 已暫停</translation>
        </message>
        <message>
            <source>▷ Playing</source>
            <translation>▷ 播放中</translation>
        </message>
        <message>
            <source>! Busy, updates come late</source>
            <translation>! 忙碌，更新有延遲</translation>
        </message>
    </context>
    <context>
        <name>Teller</name>
        <message>
            <source>“{0}” stays away now</source>
            <translation>「{0}」不再顯示</translation>
        </message>
        <message>
            <source>Replies in other languages stay away now</source>
            <translation>其他語言的回覆不再顯示</translation>
        </message>
        <message>
            <source>you have put it away {0} times in a row.</source>
            <translation>您已連續收起 {0} 次。</translation>
        </message>
        <message>
            <source>Show it again</source>
            <translation>重新顯示</translation>
        </message>
    </context>
    <context>
        <name>Transcript</name>
        <message>
            <source>Transcript</source>
            <translation>對話紀錄</translation>
        </message>
        <message>
            <source>Copied: {0}</source>
            <translation>已複製：{0}</translation>
        </message>
        <message>
            <source>Copy marked lines</source>
            <translation>複製所選行</translation>
        </message>
        <message>
            <source>Copy whole transcript</source>
            <translation>複製全部紀錄</translation>
        </message>
        <message>
            <source>Correct this line</source>
            <translation>更正此行</translation>
        </message>
        <message>
            <source>Find in the transcript</source>
            <translation>在對話記錄中尋找</translation>
        </message>
        <message>
            <source>Change the note</source>
            <translation>修改備註</translation>
        </message>
        <message>
            <source>Write a note</source>
            <translation>寫備註</translation>
        </message>
        <message>
            <source>Take the mark away</source>
            <translation>取消標記</translation>
        </message>
        <message>
            <source>Mark the line</source>
            <translation>標記這一行</translation>
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
            <translation>客戶</translation>
        </message>
        <message>
            <source>Marked: {0}</source>
            <translation>已標記：{0}</translation>
        </message>
    </context>
    <context>
        <name>Tray</name>
        <message>
            <source>Agent Assist is listening</source>
            <translation>Agent Assist 正在聆聽</translation>
        </message>
        <message>
            <source>Agent Assist: paused</source>
            <translation>Agent Assist：已暫停</translation>
        </message>
        <message>
            <source>Show the window</source>
            <translation>顯示視窗</translation>
        </message>
        <message>
            <source>Stop listening</source>
            <translation>停止聆聽</translation>
        </message>
    </context>
    <context>
        <name>Welcome</name>
        <message>
            <source>No contact yet</source>
            <extracomment>From this width on the transcript stands beside the cards.</extracomment>
            <translation>暫無對話</translation>
        </message>
        <message>
            <source>A call or chat appears here by itself. Replies, questions and the words still owed come as you talk.</source>
            <translation>來電或聊天會自動出現在這裡。您交談時，會隨時顯示建議回覆、下一個問題以及還需說明的內容。</translation>
        </message>
        <message>
            <source>Play a demo contact</source>
            <translation>播放示範對話</translation>
        </message>
        <message>
            <source>New chat</source>
            <translation>新增聊天</translation>
        </message>
        <message>
            <source>Listen to a call</source>
            <translation>聆聽通話</translation>
        </message>
    </context>
    <context>
        <name>Words</name>
        <message>
            <source>Very sure</source>
            <translation>非常確定</translation>
        </message>
        <message>
            <source>Sure</source>
            <translation>確定</translation>
        </message>
        <message>
            <source>Less sure</source>
            <translation>不太確定</translation>
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
            <translation>簡體中文</translation>
        </message>
        <message>
            <source>Traditional Chinese</source>
            <translation>繁體中文</translation>
        </message>
        <message>
            <source>valid until {0}</source>
            <translation>有效期限至 {0}</translation>
        </message>
    </context>
    <context>
        <name>_Bar</name>
        <message>
            <source>Close</source>
            <translation>關閉</translation>
        </message>
    </context>
</TS>
