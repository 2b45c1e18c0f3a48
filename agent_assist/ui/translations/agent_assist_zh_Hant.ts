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
            <extracomment>The cards' place in the column: below the words for none. Experienced agents are shown the questions of call flows only.</extracomment>
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
        <name>Because</name>
        <message>
            <source>The customer's words are like the title “{0}” ({1}).</source>
            <translation>客戶的話與標題「{0}」相近（{1}）。</translation>
        </message>
        <message>
            <source>The customer's words are like the question “{0}” ({1}).</source>
            <translation>客戶的話與問題「{0}」相近（{1}）。</translation>
        </message>
        <message>
            <source>The customer's words are like the script line “{0}” ({1}).</source>
            <translation>客戶的話與話術「{0}」相近（{1}）。</translation>
        </message>
        <message>
            <source>The customer's words are like the passage “{0}” ({1}).</source>
            <translation>客戶的話與段落「{0}」相近（{1}）。</translation>
        </message>
        <message>
            <source>Words in common: {0}.</source>
            <translation>共同的詞：{0}。</translation>
        </message>
        <message>
            <source>Used before for words like these.</source>
            <translation>以前用於類似的話。</translation>
        </message>
        <message>
            <source>In {0}: there is no version in the customer's language.</source>
            <translation>為{0}版本：沒有客戶語言的版本。</translation>
        </message>
        <message>
            <source>The script {0} cannot be filled in.</source>
            <translation>話術 {0} 無法填寫。</translation>
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
            <extracomment>So many items stand in one or two lines; of a longer list, those that nothing is owed for are folded. A button for each item that may be shown, then those that unfold the rest: in brief, and in a compact list.</extracomment>
            <translation>檢查清單</translation>
        </message>
        <message>
            <source>done</source>
            <translation>已完成</translation>
        </message>
        <message>
            <source>still to be said</source>
            <translation>還要說</translation>
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
        <name>Choices</name>
        <message>
            <source>What you changed counts when the engine starts again. Your contacts are kept.</source>
            <translation>更改將在引擎重新啟動後生效，您的對話都會保留。</translation>
        </message>
        <message>
            <source>Start again</source>
            <translation>重新啟動</translation>
        </message>
    </context>
    <context>
        <name>Command</name>
        <message>
            <source>It took too long.</source>
            <translation>用時過長。</translation>
        </message>
    </context>
    <context>
        <name>ContactTabs</name>
        <message>
            <source>Contacts</source>
            <extracomment>From this width on there is room for words beside the tabs. So many contacts have a tab. What each tab was made of, so that only those that would say something else are touched.</extracomment>
            <translation>對話</translation>
        </message>
        <message>
            <source>Stop listening (Ctrl+Shift+L)</source>
            <translation>停止聆聽 (Ctrl+Shift+L)</translation>
        </message>
        <message>
            <source>All contacts</source>
            <translation>所有對話</translation>
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
            <source>All contacts: {0} more</source>
            <translation>所有對話：還有 {0} 個</translation>
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
            <extracomment>So many prompts are shown at once.</extracomment>
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
        <name>Desk</name>
        <message>
            <source>Place on the screen</source>
            <extracomment>How long it is said that something was inserted, and while it can be undone. Settings of the keys → actions: `hotkey_show` is the key of `show`.</extracomment>
            <translation>在螢幕上的位置</translation>
        </message>
        <message>
            <source>Copied: paste it where you write. This desktop lets no program write into others.</source>
            <translation>已複製：請貼上到您輸入的位置。此桌面環境不允許程式向其他程式寫入內容。</translation>
        </message>
        <message>
            <source>Copied: paste it where you write. No other window was in use.</source>
            <translation>已複製：請貼上到您輸入的位置。剛才沒有使用其他視窗。</translation>
        </message>
        <message>
            <source>Copied: paste it where you write. The other window did not take the keys.</source>
            <translation>已複製：請貼上到您輸入的位置。另一視窗沒有接受按鍵。</translation>
        </message>
        <message>
            <source>Copied: paste it where you write. The other program did not take it.</source>
            <translation>已複製：請貼上到您輸入的位置。另一程式沒有接受內容。</translation>
        </message>
        <message>
            <source>✓ Inserted</source>
            <translation>✓ 已插入</translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>復原</translation>
        </message>
        <message>
            <source>Taken back</source>
            <translation>已撤回</translation>
        </message>
        <message>
            <source>It cannot be taken back: something was typed since.</source>
            <translation>無法撤回：之後又輸入了內容。</translation>
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
        <name>DiagnosticsDialog</name>
        <message>
            <source>Diagnostics</source>
            <translation>診斷</translation>
        </message>
        <message>
            <source>For whoever helps you. It holds no word of any contact and no secret; read it before you send it.</source>
            <translation>供為您提供支援的人員使用。其中不含任何對話內容，也不含金鑰；傳送前請先過目。</translation>
        </message>
        <message>
            <source>The report</source>
            <translation>報告</translation>
        </message>
        <message>
            <source>◔ Looking at everything; this takes some seconds…</source>
            <translation>◔ 正在檢查，需要幾秒鐘…</translation>
        </message>
        <message>
            <source>Copy</source>
            <translation>複製</translation>
        </message>
        <message>
            <source>Copy the report</source>
            <translation>複製報告</translation>
        </message>
        <message>
            <source>Save to a file…</source>
            <translation>儲存到檔案…</translation>
        </message>
        <message>
            <source>Save the report to a file</source>
            <translation>把報告儲存到檔案</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>關閉</translation>
        </message>
        <message>
            <source>still looking</source>
            <translation>仍在檢查</translation>
        </message>
        <message>
            <source>! Things to look at: {0}</source>
            <translation>! 需要留意的項目：{0}</translation>
        </message>
        <message>
            <source>✓ Everything is as it should be</source>
            <translation>✓ 一切正常</translation>
        </message>
        <message>
            <source>✓ Copied</source>
            <translation>✓ 已複製</translation>
        </message>
        <message>
            <source>Save the report</source>
            <translation>儲存報告</translation>
        </message>
        <message>
            <source>! The file cannot be written: {0}.</source>
            <translation>! 無法寫入檔案：{0}。</translation>
        </message>
        <message>
            <source>✓ Saved</source>
            <translation>✓ 已儲存</translation>
        </message>
    </context>
    <context>
        <name>EngineLink</name>
        <message>
            <source>The engine sent a line that cannot be read.</source>
            <extracomment>Seconds to wait before the first, second, … new start. So many deaths within so many seconds, and it is for the agent to say when to try again. An engine that is to start anew has its calls to end first; longer than this, and it hangs. A silent engine is looked at so often (seconds), asked at the first look and ended at the last.</extracomment>
            <translation>引擎傳來一行無法讀取的內容。</translation>
        </message>
    </context>
    <context>
        <name>EngineNotices</name>
        <message>
            <source>The engine stopped. It starts again; your contacts are kept.</source>
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
            <source>History is kept in memory only, as the settings say.</source>
            <translation>依照設定，歷史記錄只保存在記憶體中。</translation>
        </message>
        <message>
            <source>History is kept in memory only.</source>
            <translation>歷史紀錄僅保存在記憶體中。</translation>
        </message>
    </context>
    <context>
        <name>FillInDialog</name>
        <message>
            <source>Fill in the reply</source>
            <translation>填寫回覆</translation>
        </message>
        <message>
            <source>The reply as it will be inserted</source>
            <translation>將要插入的回覆</translation>
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
        <name>GuideDialog</name>
        <message>
            <source>First steps</source>
            <translation>入門</translation>
        </message>
        <message>
            <source>Your microphone</source>
            <translation>您的麥克風</translation>
        </message>
        <message>
            <source>Your level</source>
            <translation>您的音量</translation>
        </message>
        <message>
            <source>The customer's loudspeaker or headset</source>
            <translation>播放客戶聲音的揚聲器或耳機</translation>
        </message>
        <message>
            <source>The customer's level</source>
            <translation>客戶音量</translation>
        </message>
        <message>
            <source>Back</source>
            <translation>上一步</translation>
        </message>
        <message>
            <source>What shall be heard?</source>
            <translation>要聆聽什麼？</translation>
        </message>
        <message>
            <source>Speak, and play something: both bars must move. Nothing is written down while you try.</source>
            <translation>請說幾句話，再播放一段聲音：兩條音量條都應跳動。測試期間不做任何記錄。</translation>
        </message>
        <message>
            <source>See a contact</source>
            <translation>看一段對話</translation>
        </message>
        <message>
            <source>A demo call shows what happens beside your work: the reply to give, the words still owed, and what was said. Nobody is called, and nothing is sent.</source>
            <translation>示範通話會展示您工作時旁邊出現的內容：建議回覆、還需說明的話，以及對話紀錄。不會撥打任何電話，也不會傳送任何內容。</translation>
        </message>
        <message>
            <source>Play a demo contact</source>
            <translation>播放示範對話</translation>
        </message>
        <message>
            <source>Where things are</source>
            <translation>功能在哪裡</translation>
        </message>
        <message>
            <source>Everything can be done by keyboard. These are worth knowing from the first day.</source>
            <translation>所有操作都可以用鍵盤完成。下面這些值得第一天就記住。</translation>
        </message>
        <message>
            <source>search articles, templates and what was said</source>
            <translation>搜尋文章、話術和對話內容</translation>
        </message>
        <message>
            <source>take the first, second or third reply</source>
            <translation>採用第一、第二或第三條回覆</translation>
        </message>
        <message>
            <source>listen to a call</source>
            <translation>聆聽通話</translation>
        </message>
        <message>
            <source>stop listening</source>
            <translation>停止聆聽</translation>
        </message>
        <message>
            <source>settings, keys in every program among them</source>
            <translation>設定，包括在所有程式中可用的快速鍵</translation>
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
        <name>Hotkeys</name>
        <message>
            <source>Show or hide the panel</source>
            <extracomment>The key of the notice that this room puts.</extracomment>
            <translation>顯示或隱藏面板</translation>
        </message>
        <message>
            <source>Search in the panel</source>
            <translation>在面板中搜尋</translation>
        </message>
        <message>
            <source>Insert the suggested reply</source>
            <translation>插入建議回覆</translation>
        </message>
        <message>
            <source>Start or stop listening</source>
            <translation>開始或停止聆聽</translation>
        </message>
        <message>
            <source>Open the next card</source>
            <translation>開啟下一張卡片</translation>
        </message>
        <message>
            <source>“{0}” is no combination of keys.</source>
            <translation>「{0}」不是有效的組合鍵。</translation>
        </message>
        <message>
            <source>{0} is given to two actions.</source>
            <translation>{0} 被分配給了兩個操作。</translation>
        </message>
        <message>
            <source>This desktop gives programs no keys of their own; the panel's keys work inside the panel.</source>
            <translation>此桌面環境不允許程式使用全域快速鍵；面板的快速鍵只在面板內有效。</translation>
        </message>
        <message>
            <source>This keyboard has no {0}.</source>
            <translation>此鍵盤沒有 {0} 鍵。</translation>
        </message>
        <message>
            <source>{0} belongs to another program.</source>
            <translation>{0} 已被其他程式佔用。</translation>
        </message>
        <message>
            <source>Choose other keys in the settings.</source>
            <translation>請在設定中選擇其他快速鍵。</translation>
        </message>
    </context>
    <context>
        <name>KeptMutes</name>
        <message>
            <source>It is remembered until the window closes: {0} cannot be written ({1}).</source>
            <translation>只記到視窗關閉為止：無法寫入 {0}（{1}）。</translation>
        </message>
    </context>
    <context>
        <name>KeptPage</name>
        <message>
            <source>What it keeps and sends</source>
            <translation>儲存與傳送的內容</translation>
        </message>
        <message>
            <source>◔ Asking the engine…</source>
            <translation>◔ 正在詢問引擎…</translation>
        </message>
        <message>
            <source>What was sent</source>
            <translation>已傳送的內容</translation>
        </message>
        <message>
            <source>To</source>
            <translation>接收方</translation>
        </message>
        <message>
            <source>What</source>
            <translation>內容</translation>
        </message>
        <message>
            <source>Times</source>
            <translation>次數</translation>
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
            <translation>已儲存的對話</translation>
        </message>
        <message>
            <source>Contact</source>
            <translation>對話</translation>
        </message>
        <message>
            <source>Opened</source>
            <translation>開始</translation>
        </message>
        <message>
            <source>Closed</source>
            <translation>結束</translation>
        </message>
        <message>
            <source>What was learned from you</source>
            <translation>從您那裡學到的內容</translation>
        </message>
        <message>
            <source>The customer's words (masked)</source>
            <translation>客戶原話（已遮蓋）</translation>
        </message>
        <message>
            <source>Article</source>
            <translation>文章</translation>
        </message>
        <message>
            <source>It says</source>
            <translation>結論</translation>
        </message>
        <message>
            <source>Replies that stay away</source>
            <translation>不再顯示的回覆</translation>
        </message>
        <message>
            <source>Show the chosen again</source>
            <translation>重新顯示所選</translation>
        </message>
        <message>
            <source>Delete the chosen…</source>
            <translation>刪除所選…</translation>
        </message>
        <message>
            <source>Delete all closed contacts…</source>
            <translation>刪除所有已結束的對話…</translation>
        </message>
        <message>
            <source>Forget the chosen…</source>
            <translation>忘記所選…</translation>
        </message>
        <message>
            <source>Forget everything…</source>
            <translation>全部忘記…</translation>
        </message>
        <message>
            <source>Sent from this computer</source>
            <translation>從本機傳送的內容</translation>
        </message>
        <message>
            <source>Contacts</source>
            <translation>對話</translation>
        </message>
        <message>
            <source>Learned from you</source>
            <translation>從您那裡學到的</translation>
        </message>
        <message>
            <source>Logs say what the program did, never what was said.</source>
            <translation>記錄檔只記錄程式做了什麼，絕不記錄談話內容。</translation>
        </message>
        <message>
            <source>Open the folder</source>
            <translation>開啟資料夾</translation>
        </message>
        <message>
            <source>Files</source>
            <translation>檔案</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>關閉</translation>
        </message>
        <message>
            <source>▲ As the settings are, the sound of calls is sent to {0}.</source>
            <translation>▲ 按目前設定，通話聲音會傳送到 {0}。</translation>
        </message>
        <message>
            <source>As the settings are, speech is recognised on this computer.</source>
            <translation>按目前設定，語音在本機辨識。</translation>
        </message>
        <message>
            <source>▲ This was sent:</source>
            <translation>▲ 已傳送以下內容：</translation>
        </message>
        <message>
            <source>✓ Nothing was sent since the program started.</source>
            <translation>✓ 程式啟動以來沒有傳送任何內容。</translation>
        </message>
        <message>
            <source>✓ Nothing was ever sent.</source>
            <translation>✓ 從未傳送任何內容。</translation>
        </message>
        <message>
            <source>sound</source>
            <translation>聲音</translation>
        </message>
        <message>
            <source>transcripts</source>
            <translation>文字紀錄</translation>
        </message>
        <message>
            <source>suggestions</source>
            <translation>建議</translation>
        </message>
        <message>
            <source>questions, as numbers</source>
            <translation>問題（以數字形式）</translation>
        </message>
        <message>
            <source>Answers that you used or put away, which move later ones up or down: {0}.</source>
            <translation>您採用或收起過的 {0} 條回覆會影響之後回覆的排序。</translation>
        </message>
        <message>
            <source>None. A reply that you put away three times in a row is shown no more, and stands here.</source>
            <translation>沒有。您連續三次收起的回覆不再顯示，會列在這裡。</translation>
        </message>
        <message>
            <source>You have put these away again and again; they are not shown any more.</source>
            <translation>這些回覆您一再收起，所以不再顯示。</translation>
        </message>
        <message>
            <source>Contacts deleted: {0}.</source>
            <translation>已刪除對話：{0}。</translation>
        </message>
        <message>
            <source>Lessons forgotten: {0}.</source>
            <translation>已忘記的經驗：{0}。</translation>
        </message>
        <message>
            <source>{0} contacts, in memory only: they go when the program ends.</source>
            <translation>{0} 個對話，僅儲存在記憶體中：程式結束後即消失。</translation>
        </message>
        <message>
            <source>{0} contacts, encrypted, {1} in {2}.</source>
            <translation>{0} 個對話，已加密，{1}，位於 {2}。</translation>
        </message>
        <message>
            <source>Closed ones are deleted after {0} days.</source>
            <translation>已結束的對話在 {0} 天後刪除。</translation>
        </message>
        <message>
            <source>Closed ones are kept until you delete them.</source>
            <translation>已結束的對話會保留到您將其刪除為止。</translation>
        </message>
        <message>
            <source>open</source>
            <translation>進行中</translation>
        </message>
        <message>
            <source>answered</source>
            <translation>有幫助</translation>
        </message>
        <message>
            <source>did not answer</source>
            <translation>沒有幫助</translation>
        </message>
        <message>
            <source>It cannot be brought back.</source>
            <translation>刪除後無法復原。</translation>
        </message>
        <message>
            <source>Delete</source>
            <translation>刪除</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>取消</translation>
        </message>
        <message>
            <source>Delete the contacts you chose ({0}) with everything said in them?</source>
            <translation>要刪除所選的 {0} 個對話及其全部內容嗎？</translation>
        </message>
        <message>
            <source>Delete all closed contacts with everything said in them?</source>
            <translation>要刪除所有已結束的對話及其全部內容嗎？</translation>
        </message>
        <message>
            <source>Forget what you chose ({0})?</source>
            <translation>要忘記所選的 {0} 項嗎？</translation>
        </message>
        <message>
            <source>Forget everything that was learned from you?</source>
            <translation>要忘記從您那裡學到的全部內容嗎？</translation>
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
            <source>Settings…</source>
            <translation>設定…</translation>
        </message>
        <message>
            <source>Keys and secrets…</source>
            <translation>金鑰…</translation>
        </message>
        <message>
            <source>What it keeps and sends…</source>
            <translation>儲存與傳送的內容…</translation>
        </message>
        <message>
            <source>First steps…</source>
            <translation>入門…</translation>
        </message>
        <message>
            <source>Diagnostics…</source>
            <translation>診斷…</translation>
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
            <extracomment>Words that scroll are at least so high: two lines and a part of the third, which says that there are more. A card narrower than this has no room for its caption.</extracomment>
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
            <extracomment>What the agent has asked of the reason: to be seen or not; None where nothing was asked.</extracomment>
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
        <name>Pages</name>
        <message>
            <source>Fixed by your organisation ({0}).</source>
            <extracomment>Page → type of update → what takes it there.</extracomment>
            <translation>由您的組織設定（{0}）。</translation>
        </message>
        <message>
            <source>Given on the command line.</source>
            <translation>由命令列指定。</translation>
        </message>
        <message>
            <source>Fixed by the environment variable {0}.</source>
            <translation>由環境變數 {0} 設定。</translation>
        </message>
        <message>
            <source>Settings</source>
            <translation>設定</translation>
        </message>
        <message>
            <source>Logs</source>
            <translation>記錄檔</translation>
        </message>
        <message>
            <source>Knowledge base</source>
            <translation>知識庫</translation>
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
        <name>Place</name>
        <message>
            <source>At the left edge</source>
            <extracomment>How much wider or narrower a docked panel gets by one choice, in device-independent pixels.</extracomment>
            <translation>停靠在左側</translation>
        </message>
        <message>
            <source>At the right edge</source>
            <translation>停靠在右側</translation>
        </message>
        <message>
            <source>Not docked</source>
            <translation>不停靠</translation>
        </message>
        <message>
            <source>This desktop lets no program choose its place</source>
            <translation>此桌面環境不允許程式選擇自己的位置</translation>
        </message>
        <message>
            <source>Screen {0}: {1}</source>
            <translation>螢幕 {0}：{1}</translation>
        </message>
        <message>
            <source>Narrow strip</source>
            <translation>窄條</translation>
        </message>
        <message>
            <source>Always on top</source>
            <translation>始終置頂</translation>
        </message>
        <message>
            <source>Wider</source>
            <translation>加寬</translation>
        </message>
        <message>
            <source>Narrower</source>
            <translation>變窄</translation>
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
            <extracomment>The style sheet's border, both sides. What a field keeps free beside its words.</extracomment>
            <translation>搜尋文章、話術和本次對話</translation>
        </message>
        <message>
            <source>Paste a customer message (Ctrl+Shift+V)</source>
            <translation>貼上客戶訊息 (Ctrl+Shift+V)</translation>
        </message>
        <message>
            <source>Search</source>
            <translation>搜尋</translation>
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
        <name>SecretRow</name>
        <message>
            <source>◔ Looking…</source>
            <extracomment>A start of the program, and what a service may take.</extracomment>
            <translation>◔ 正在查看…</translation>
        </message>
        <message>
            <source>Try</source>
            <translation>測試</translation>
        </message>
        <message>
            <source>Try: {0}</source>
            <translation>測試：{0}</translation>
        </message>
        <message>
            <source>Replace…</source>
            <translation>更換…</translation>
        </message>
        <message>
            <source>Replace: {0}</source>
            <translation>更換：{0}</translation>
        </message>
        <message>
            <source>Delete…</source>
            <translation>刪除…</translation>
        </message>
        <message>
            <source>Delete: {0}</source>
            <translation>刪除：{0}</translation>
        </message>
        <message>
            <source>✓ Kept in the keyring</source>
            <translation>✓ 已儲存在金鑰圈中</translation>
        </message>
        <message>
            <source>○ Not kept</source>
            <translation>○ 未儲存</translation>
        </message>
    </context>
    <context>
        <name>SecretsDialog</name>
        <message>
            <source>Keys and secrets</source>
            <translation>金鑰</translation>
        </message>
        <message>
            <source>Not used now: speech is recognised elsewhere.</source>
            <translation>目前未使用：語音由其他方式辨識。</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>關閉</translation>
        </message>
        <message>
            <source>They lie in this computer's keyring, locked with your login, and are never shown.</source>
            <translation>它們儲存在本機的金鑰圈中，由您的登入密碼鎖定，絕不顯示。</translation>
        </message>
        <message>
            <source>Key of the history</source>
            <translation>歷史紀錄金鑰</translation>
        </message>
        <message>
            <source>Encrypts the contacts that are kept. Without it they can never be read again.</source>
            <translation>用於加密儲存的對話。沒有它就再也無法讀取。</translation>
        </message>
        <message>
            <source>Token of the chat intake</source>
            <translation>聊天接入權杖</translation>
        </message>
        <message>
            <source>Programs that hand chats over show it. Deleted, another is made at the next start.</source>
            <translation>轉入聊天的程式需出示此權杖。刪除後，下次啟動時會產生新的權杖。</translation>
        </message>
        <message>
            <source>Keys of phone systems</source>
            <translation>電話系統金鑰</translation>
        </message>
        <message>
            <source>With them phone systems stream calls in; agent-assist intake-keys makes them.</source>
            <translation>電話系統憑此接入通話；由 agent-assist intake-keys 產生。</translation>
        </message>
        <message>
            <source>OpenAI or compatible speech service</source>
            <translation>OpenAI 或相容的語音服務</translation>
        </message>
        <message>
            <source>Its API key. Trying it sends half a second of silence.</source>
            <translation>該服務的 API 金鑰。測試時會傳送半秒靜音。</translation>
        </message>
        <message>
            <source>Azure speech service</source>
            <translation>Azure 語音服務</translation>
        </message>
        <message>
            <source>Its key. Trying it sends half a second of silence.</source>
            <translation>該服務的金鑰。測試時會傳送半秒靜音。</translation>
        </message>
        <message>
            <source>Google Cloud speech service</source>
            <translation>Google Cloud 語音服務</translation>
        </message>
        <message>
            <source>The JSON of a service account. Trying it sends half a second of silence.</source>
            <translation>服務帳號的 JSON。測試時會傳送半秒靜音。</translation>
        </message>
        <message>
            <source>○ The keyring cannot be asked</source>
            <translation>○ 無法存取金鑰圈</translation>
        </message>
        <message>
            <source>◔ Trying…</source>
            <translation>◔ 正在測試…</translation>
        </message>
        <message>
            <source>The new key:</source>
            <translation>新金鑰：</translation>
        </message>
        <message>
            <source>Keep it</source>
            <translation>儲存</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>取消</translation>
        </message>
        <message>
            <source>Delete it for good?</source>
            <translation>要永久刪除嗎？</translation>
        </message>
        <message>
            <source>Delete</source>
            <translation>刪除</translation>
        </message>
    </context>
    <context>
        <name>SettingChecks</name>
        <message>
            <source>There is no such folder.</source>
            <translation>資料夾不存在。</translation>
        </message>
        <message>
            <source>Write a whole address, such as https://speech.example/v1.</source>
            <translation>請填寫完整地址，例如 https://speech.example/v1。</translation>
        </message>
        <message>
            <source>Write a region as Azure names it, such as westeurope.</source>
            <translation>請按 Azure 的名稱填寫區域，例如 westeurope。</translation>
        </message>
        <message>
            <source>Write an address of this computer, such as 127.0.0.1.</source>
            <translation>請填寫本機的地址，例如 127.0.0.1。</translation>
        </message>
        <message>
            <source>Choose one key with Ctrl, Alt or Meta.</source>
            <translation>請選擇一個帶 Ctrl、Alt 或 Meta 的按鍵。</translation>
        </message>
        <message>
            <source>This key is needed for writing; add Ctrl, Alt or Meta.</source>
            <translation>此鍵用於輸入文字；請加上 Ctrl、Alt 或 Meta。</translation>
        </message>
        <message>
            <source>“{0}” has this key already.</source>
            <translation>「{0}」已使用此快速鍵。</translation>
        </message>
        <message>
            <source>The window uses this key itself.</source>
            <translation>視窗本身已使用此快速鍵。</translation>
        </message>
    </context>
    <context>
        <name>SettingField</name>
        <message>
            <source>System default</source>
            <translation>系統預設</translation>
        </message>
        <message>
            <source>{0} (not plugged in)</source>
            <translation>{0}（未連接）</translation>
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
            <translation>選擇…</translation>
        </message>
        <message>
            <source>Choose a folder</source>
            <translation>選擇資料夾</translation>
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
            <translation>外觀</translation>
        </message>
        <message>
            <source>Keys in every program</source>
            <translation>全域快速鍵</translation>
        </message>
        <message>
            <source>Calls and chats</source>
            <translation>通話與聊天</translation>
        </message>
        <message>
            <source>Languages</source>
            <translation>語言</translation>
        </message>
        <message>
            <source>Knowledge and speech</source>
            <translation>知識與語音</translation>
        </message>
        <message>
            <source>Privacy</source>
            <translation>隱私</translation>
        </message>
        <message>
            <source>Like the system</source>
            <translation>跟隨系統</translation>
        </message>
        <message>
            <source>Audience</source>
            <translation>適用對象</translation>
        </message>
        <message>
            <source>Audience this agent belongs to; empty: articles for everybody.</source>
            <translation>您所屬的適用對象；留空：面向所有人的文章。</translation>
        </message>
        <message>
            <source>Silent customer</source>
            <translation>客戶沉默</translation>
        </message>
        <message>
            <source>Time without a word after which the customer counts as silent; 0: never.</source>
            <translation>客戶多久不說話算作沉默；0：從不。</translation>
        </message>
        <message>
            <source>Your microphone</source>
            <translation>您的麥克風</translation>
        </message>
        <message>
            <source>Name or id of the agent's microphone; empty: the system's default.</source>
            <translation>用於拾取您聲音的麥克風。</translation>
        </message>
        <message>
            <source>The customer's loudspeaker or headset</source>
            <translation>播放客戶聲音的揚聲器或耳機</translation>
        </message>
        <message>
            <source>Name or id of the loudspeaker that the customer is heard on.</source>
            <translation>播放客戶聲音的揚聲器或耳機。</translation>
        </message>
        <message>
            <source>Recording notice first</source>
            <translation>先告知錄音</translation>
        </message>
        <message>
            <source>Hear the customer of a call only after the recording notice was given.</source>
            <translation>只有在告知錄音之後才聆聽通話中的客戶。</translation>
        </message>
        <message>
            <source>Rule of the notice</source>
            <translation>告知規則</translation>
        </message>
        <message>
            <source>Id of the rule that is met by giving the recording notice.</source>
            <translation>告知錄音時所滿足的規則的編號。</translation>
        </message>
        <message>
            <source>Chat intake</source>
            <translation>聊天接入</translation>
        </message>
        <message>
            <source>Take in chat messages over HTTP on this computer.</source>
            <translation>在本機透過 HTTP 接收聊天訊息。</translation>
        </message>
        <message>
            <source>Port of the intake</source>
            <translation>連接埠</translation>
        </message>
        <message>
            <source>Port of the chat intake; 0: any free one.</source>
            <translation>聊天接入的連接埠；0：任意可用連接埠。</translation>
        </message>
        <message>
            <source>Address for phone streams</source>
            <translation>電話串流地址</translation>
        </message>
        <message>
            <source>Address for phone streams; chats come from this computer always.</source>
            <translation>電話串流的地址；聊天始終來自本機。</translation>
        </message>
        <message>
            <source>Phone streams</source>
            <translation>電話串流</translation>
        </message>
        <message>
            <source>Take in calls that phone systems stream (AudioHook, Twilio).</source>
            <translation>接收電話系統傳來的通話（AudioHook、Twilio）。</translation>
        </message>
        <message>
            <source>Streamed calls at once</source>
            <translation>同時接入的通話</translation>
        </message>
        <message>
            <source>Streamed calls heard at once; 0: by this computer's cores.</source>
            <translation>同時聆聽的電話串流數量；0：按本機處理器核心數決定。</translation>
        </message>
        <message>
            <source>Twilio's inbound track</source>
            <translation>Twilio 的來電音軌</translation>
        </message>
        <message>
            <source>Who speaks on a Twilio stream's inbound track.</source>
            <translation>Twilio 串流的來電音軌上是誰在說話。</translation>
        </message>
        <message>
            <source>The customer</source>
            <translation>客戶</translation>
        </message>
        <message>
            <source>The agent</source>
            <translation>客服人員</translation>
        </message>
        <message>
            <source>Language of contacts</source>
            <translation>對話語言</translation>
        </message>
        <message>
            <source>Language that contacts are held in.</source>
            <translation>對話所使用的語言。</translation>
        </message>
        <message>
            <source>Told from the words</source>
            <translation>根據內容判斷</translation>
        </message>
        <message>
            <source>Knowledge base</source>
            <translation>知識庫</translation>
        </message>
        <message>
            <source>Folder of published bundles.</source>
            <translation>已發布知識包所在的資料夾。</translation>
        </message>
        <message>
            <source>Speech model</source>
            <translation>語音模型</translation>
        </message>
        <message>
            <source>Folder of a CTranslate2 Whisper model; empty: the packaged one.</source>
            <translation>CTranslate2 格式 Whisper 模型的資料夾；留空：使用內建模型。</translation>
        </message>
        <message>
            <source>Speech recognition</source>
            <translation>語音辨識</translation>
        </message>
        <message>
            <source>What recognises speech: this computer, or a service that the sound is sent to.</source>
            <translation>由誰辨識語音：本機，或接收聲音的服務。</translation>
        </message>
        <message>
            <source>This computer</source>
            <translation>本機</translation>
        </message>
        <message>
            <source>OpenAI or compatible (sound is sent)</source>
            <translation>OpenAI 或相容服務（會傳送聲音）</translation>
        </message>
        <message>
            <source>Azure (sound is sent)</source>
            <translation>Azure（會傳送聲音）</translation>
        </message>
        <message>
            <source>Google Cloud (sound is sent)</source>
            <translation>Google Cloud（會傳送聲音）</translation>
        </message>
        <message>
            <source>Address of the speech service</source>
            <translation>語音服務地址</translation>
        </message>
        <message>
            <source>Address of an OpenAI-compatible speech service; empty: OpenAI's own.</source>
            <translation>OpenAI 相容語音服務的地址；留空：OpenAI 官方服務。</translation>
        </message>
        <message>
            <source>Model of the speech service</source>
            <translation>語音服務的模型</translation>
        </message>
        <message>
            <source>Model of the OpenAI-compatible service.</source>
            <translation>OpenAI 相容服務所用的模型。</translation>
        </message>
        <message>
            <source>Azure region</source>
            <translation>Azure 區域</translation>
        </message>
        <message>
            <source>Region of the Azure service.</source>
            <translation>Azure 服務所在的區域。</translation>
        </message>
        <message>
            <source>History</source>
            <translation>歷史紀錄</translation>
        </message>
        <message>
            <source>Keep the history of contacts encrypted on disk, or in memory only.</source>
            <translation>對話歷史加密儲存在磁碟上，或僅儲存在記憶體中。</translation>
        </message>
        <message>
            <source>Encrypted on this computer</source>
            <translation>加密儲存在本機</translation>
        </message>
        <message>
            <source>In memory only</source>
            <translation>僅在記憶體中</translation>
        </message>
        <message>
            <source>Keep contacts for</source>
            <translation>對話保留</translation>
        </message>
        <message>
            <source>Days after which closed contacts are deleted; 0: never.</source>
            <translation>已結束的對話在多少天後刪除；0：從不。</translation>
        </message>
        <message>
            <source>Learn from verdicts</source>
            <translation>從您的選擇中學習</translation>
        </message>
        <message>
            <source>Let the answers that agents use or dismiss move later ones up or down.</source>
            <translation>讓您採用或收起的回覆影響之後回覆的排序。</translation>
        </message>
        <message>
            <source>Tell the phone system</source>
            <translation>告知電話系統</translation>
        </message>
        <message>
            <source>Send transcripts and suggestions back to the phone system that streams the call.</source>
            <translation>把文字紀錄和建議發回傳送通話的電話系統。</translation>
        </message>
        <message>
            <source>Where it asks for them</source>
            <translation>在其請求時</translation>
        </message>
        <message>
            <source>Always</source>
            <translation>始終</translation>
        </message>
        <message>
            <source>Never</source>
            <translation>從不</translation>
        </message>
        <message>
            <source>Experience</source>
            <translation>工作經驗</translation>
        </message>
        <message>
            <source>New: explanations and next questions are shown. Experienced: the panel is brief.</source>
            <translation>新手：顯示說明和下一個問題。熟練：面板更簡潔。</translation>
        </message>
        <message>
            <source>New to the work</source>
            <translation>新手</translation>
        </message>
        <message>
            <source>Experienced</source>
            <translation>熟練</translation>
        </message>
        <message>
            <source>Theme</source>
            <translation>主題</translation>
        </message>
        <message>
            <source>Light or dark window.</source>
            <translation>淺色或深色視窗。</translation>
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
            <source>Contrast</source>
            <translation>對比</translation>
        </message>
        <message>
            <source>High: the strongest colours on black or white, and clear borders.</source>
            <translation>高：黑底或白底配最鮮明的顏色，邊框清晰。</translation>
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
            <translation>視窗中所有文字的大小。</translation>
        </message>
        <message>
            <source>Motion</source>
            <translation>動態效果</translation>
        </message>
        <message>
            <source>Reduced: nothing fades or moves by itself.</source>
            <translation>減弱：沒有淡入淡出，也沒有自行移動的內容。</translation>
        </message>
        <message>
            <source>Full</source>
            <translation>完整</translation>
        </message>
        <message>
            <source>Reduced</source>
            <translation>減弱</translation>
        </message>
        <message>
            <source>Place on the screen</source>
            <translation>在螢幕上的位置</translation>
        </message>
        <message>
            <source>At an edge, other windows keep off the panel, where the desktop permits it.</source>
            <translation>停靠在邊緣時，只要桌面允許，其他視窗會為面板讓出位置。</translation>
        </message>
        <message>
            <source>Not docked</source>
            <translation>不停靠</translation>
        </message>
        <message>
            <source>At the left edge</source>
            <translation>停靠在左側</translation>
        </message>
        <message>
            <source>At the right edge</source>
            <translation>停靠在右側</translation>
        </message>
        <message>
            <source>Always on top</source>
            <translation>始終置頂</translation>
        </message>
        <message>
            <source>The panel stays above other windows though it is not docked.</source>
            <translation>面板即使沒有停靠，也保持在其他視窗之上。</translation>
        </message>
        <message>
            <source>Show or hide the panel</source>
            <translation>顯示或隱藏面板</translation>
        </message>
        <message>
            <source>Works in every program; empty: no key.</source>
            <translation>在所有程式中有效；留空：不設快速鍵。</translation>
        </message>
        <message>
            <source>Search</source>
            <translation>搜尋</translation>
        </message>
        <message>
            <source>Opens the search from every program; empty: no key.</source>
            <translation>在任何程式中開啟搜尋；留空：不設快速鍵。</translation>
        </message>
        <message>
            <source>Insert the reply</source>
            <translation>插入回覆</translation>
        </message>
        <message>
            <source>Writes the first card's reply where the cursor stands; empty: no key.</source>
            <translation>在游標處寫入第一張卡片的回覆；留空：不設快速鍵。</translation>
        </message>
        <message>
            <source>Start or stop listening</source>
            <translation>開始或停止聆聽</translation>
        </message>
        <message>
            <source>Next card</source>
            <translation>下一張卡片</translation>
        </message>
        <message>
            <source>Opens the next card from every program; empty: no key.</source>
            <translation>在任何程式中開啟下一張卡片；留空：不設快速鍵。</translation>
        </message>
        <message>
            <source>Language of the window</source>
            <translation>視窗語言</translation>
        </message>
        <message>
            <source>The words of menus, buttons and messages.</source>
            <translation>選單、按鈕和訊息所用的語言。</translation>
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
            <translation>設定</translation>
        </message>
        <message>
            <source>Find a setting</source>
            <translation>尋找設定</translation>
        </message>
        <message>
            <source>Groups of settings</source>
            <translation>設定分組</translation>
        </message>
        <message>
            <source>No setting is called that.</source>
            <translation>沒有這樣的設定。</translation>
        </message>
        <message>
            <source>Save</source>
            <translation>儲存</translation>
        </message>
        <message>
            <source>Save the settings</source>
            <translation>儲存設定</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>取消</translation>
        </message>
        <message>
            <source>Some of it counts when the engine starts again; you can start it from the panel.</source>
            <translation>部分更改在引擎重新啟動後生效；您可以在面板中重新啟動。</translation>
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
        <name>Strip</name>
        <message>
            <source>Show the whole panel</source>
            <translation>顯示整個面板</translation>
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
            <source>● Listening</source>
            <translation>● 聆聽中</translation>
        </message>
        <message>
            <source>○ Paused</source>
            <translation>○ 已暫停</translation>
        </message>
        <message>
            <source>{0} s</source>
            <translation>{0} 秒</translation>
        </message>
        <message>
            <source>No reply to suggest yet</source>
            <translation>暫無建議回覆</translation>
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
            <extracomment>Pixels for the lines where there is room, and where there is little.</extracomment>
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
            <extracomment>A note stands so far below its line, and so far in. So many rows are in the view at once; it lays all of them out anew for each line that comes. So many heights are remembered: those of the contacts that the agent turns between.</extracomment>
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
        <message>
            <source>Place on the screen</source>
            <translation>在螢幕上的位置</translation>
        </message>
        <message>
            <source>Quit Agent Assist</source>
            <translation>結束 Agent Assist</translation>
        </message>
    </context>
    <context>
        <name>Welcome</name>
        <message>
            <source>No contact yet</source>
            <extracomment>From this width on the transcript stands beside the cards. Around the column of what is owed and suggested, beside it and above, and between its parts; pixels.</extracomment>
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
        <message>
            <source>Replies in other languages</source>
            <translation>其他語言的回覆</translation>
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
