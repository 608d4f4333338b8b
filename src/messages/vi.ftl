# Lời của chương trình bằng tiếng Việt. Mỗi mã lỗi là một thông điệp cùng tên:
#   giá trị    một sự việc, chữ thường, không dấu chấm cuối
#   .hint      cách sửa thường dùng      .nearest   tên gần giống nhất đã biết
#   .label     vài chữ sau dấu ^         .first     lời cho chỗ xuất hiện lần đầu
#   .explain   lời giải thích của `sotay explain MÃ` (không dùng biến)
# Tệp en.ftl có cùng các khóa với cùng các biến.

error = lỗi
warning = cảnh báo
hint = gợi ý

## Tệp

not-utf8 = tệp không được lưu theo bảng mã UTF-8 (sai từ byte thứ { $byte })
    .hint = mở tệp bằng Notepad, chọn Lưu thành (Save As), ở ô Mã hóa (Encoding) chọn UTF-8 rồi lưu lại
    .explain =
        Bảng mã quy định mỗi chữ được lưu thành những con số nào trong tệp. Sotay chỉ
        đọc UTF-8, bảng mã chung của mọi máy hiện nay; đoán một bảng mã khác thì có thể
        sai chữ, sai dấu mà không ai biết. Hãy mở tệp bằng chương trình đã tạo ra nó và
        lưu lại theo UTF-8.

        Nếu văn bản gõ bằng phông chữ cũ (TCVN3 như .VnTime, hoặc VNI), lưu lại thôi
        chưa đủ: trước hết phải chuyển mã sang Unicode, ví dụ bằng công cụ chuyển mã của
        UniKey, rồi đọc soát lại.

nul-byte = tệp chứa ký tự rỗng ở byte thứ { $byte }, nên không phải tệp văn bản
    .hint = mở bản gốc và lưu lại ở dạng văn bản thuần, bảng mã UTF-8
    .explain =
        Ký tự rỗng (byte 0) không có trong văn bản bình thường. Gặp nó thường là vì tệp
        đã lưu theo bảng mã UTF-16 (Notepad gọi là "Unicode"), vì một tệp Word, PDF hay
        ảnh bị đổi đuôi thành .md hoặc .yaml, hoặc vì tệp bị hỏng khi chép từ USB. Hãy
        mở tệp, xem nội dung còn nguyên không, rồi lưu lại theo UTF-8. Nếu nội dung đã
        hỏng thì lấy lại bản gốc.

file-too-large = tệp lớn hơn { $limit } MB, mức lớn nhất mà sotay đọc
    .hint = chia tệp thành nhiều tệp nhỏ, hoặc thu nhỏ ảnh và tệp đính kèm
    .explain =
        Tệp chữ (trang, câu hỏi, văn bản nguồn) được đọc đến 16 MB, tức là nhiều hơn cả
        một bộ sách; ảnh và tệp đính kèm được đến 256 MB. Tệp lớn hơn thế khó chép qua
        USB, khó mở trên điện thoại và thường là do để nhầm chỗ. Hãy chia trang dài
        thành nhiều trang, thu nhỏ ảnh, hoặc chuyển tệp không cần thiết ra ngoài các thư
        mục `content`, `seeds` và `themes`.

name-clash = có hai tệp cùng tên, chỉ khác nhau ở cách máy lưu dấu tiếng Việt
    .hint = đổi tên hoặc xóa một trong hai tệp
    .explain =
        Chữ có dấu có thể được lưu theo hai cách: cả chữ và dấu trong một ký tự, hoặc
        chữ và dấu tách rời. Hai tên nhìn giống hệt nhau, nhưng có máy coi là hai tệp,
        có máy coi là một tệp. Khi chép sang máy khác, tệp này có thể đè mất tệp kia.
        Sotay không tự chọn tệp nào là đúng. Hãy mở cả hai, giữ tệp đúng, xóa hoặc đổi
        tên tệp còn lại.

name-unportable = tên `{ $name }` không dùng được trên mọi máy
    .hint = đổi tên: bỏ các ký tự `< > : " | ? * \`, bỏ dấu chấm hay dấu cách ở cuối, không dùng tên như `con`, `aux`, `nul`
    .explain =
        Windows không cho phép một số tên tệp: tên có các ký tự < > : " | ? * \, tên kết
        thúc bằng dấu chấm hay dấu cách, và các tên dành cho thiết bị như con, prn, aux,
        nul, com1, lpt1 (kể cả khi có đuôi, ví dụ con.md). Sổ tay có tên như thế không
        chép được sang máy Windows hoặc USB. Tên có dấu tiếng Việt và dấu cách ở giữa
        thì dùng được bình thường: Cơ hội và thách thức.md.

symlink-outside = lối tắt `{ $name }` dẫn ra ngoài thư mục của sổ tay
    .hint = chép tệp thật vào sổ tay rồi xóa lối tắt này
    .explain =
        Đây là một liên kết tượng trưng, tức là một lối tắt do hệ điều hành tạo, trỏ đến
        tệp hay thư mục nằm ngoài sổ tay. Sang máy khác lối tắt ấy không còn dẫn đến
        đâu, và nó có thể vô tình đưa tệp riêng trên máy này vào bản phát hành. Vì vậy
        sotay không đi theo nó. Hãy chép tệp cần dùng vào `content`, `seeds` hoặc
        `themes`. Lối tắt trỏ đến một chỗ bên trong sổ tay thì vẫn dùng được.

unreadable = không đọc được `{ $name }`: { $reason }
    .hint = kiểm tra quyền đọc, đóng chương trình đang giữ tệp, đổi tên nếu tên có ký tự lạ
    .explain =
        Hệ điều hành không cho sotay đọc tệp hoặc thư mục này. Thường là vì tài khoản
        đang dùng không có quyền đọc, vì một chương trình khác đang giữ tệp, vì ổ đĩa
        hay USB có chỗ hỏng, hoặc vì tên tệp không phải là chữ Unicode. Sotay báo lỗi
        chứ không bỏ qua, để bản phát hành không lặng lẽ thiếu một trang. Hãy mở thử tệp
        bằng chương trình khác; nếu mở được thì chép sang tên mới rồi xóa tệp cũ.

## Sổ tay nói chung

handbook-missing = thiếu tệp `content/handbook.yaml`
    .hint = tạo tệp ấy với ít nhất một dòng: `title: Tên sổ tay`
    .explain =
        Tệp `content/handbook.yaml` ghi những điều chung của cả sổ tay: tên, đơn vị phát
        hành, ngày, giao diện, điểm đạt. Không có nó thì sotay không biết tên sổ tay.
        Chỉ khóa `title` là bắt buộc, ví dụ:

            title: Sổ tay học tập Nghị quyết số 52-NQ/TW
            id: so-tay-nq52
            publisher: Ban Tuyên giáo Tỉnh ủy

        Nên ghi `id` và không bao giờ đổi: tiến độ học của người đọc được lưu theo tên
        này.

cover-missing = thiếu trang bìa `content/index.md`
    .hint = tạo tệp `content/index.md`, viết lời giới thiệu vào đó
    .explain =
        Trang bìa là trang đầu tiên người đọc thấy khi mở sổ tay. Nội dung của nó ở tệp
        `content/index.md`; mục lục được sotay tự thêm vào. Trang bìa có thể rất ngắn:

            ---
            title: Sổ tay học tập
            ---

            Sổ tay này giúp đảng viên tự học và ôn lại Nghị quyết.

part-without-index = phần `{ $folder }` chưa có tệp `index.md`
    .hint = tạo tệp `index.md` trong thư mục này, ghi `title` và vài dòng giới thiệu
    .explain =
        Mỗi thư mục trong `content` là một phần của sổ tay. Tệp `index.md` trong thư mục
        ấy là trang mở đầu của phần: nó cho biết tên phần và dẫn đến các trang bên
        trong. Khi chưa có, sotay lấy tên thư mục làm tên phần, thường thiếu dấu và khó
        đọc. Hãy tạo tệp `index.md` với khóa `title`, ví dụ `title: Quan điểm chỉ đạo`.

theme-missing = không có giao diện `{ $theme }`
    .hint = đặt giao diện vào thư mục `themes/{ $theme }`, hoặc bỏ dòng này để dùng `sen`
    .nearest = có phải ý bạn là `{ $nearest }`?
    .explain =
        Giao diện quyết định hình thức của trang: chữ, màu, cách bày. Khóa `theme` trong
        `content/handbook.yaml` (hoặc `extends` trong `theme.yaml`) phải là tên một thư
        mục trong `themes`. Giao diện `sen` có sẵn trong chương trình, không cần chép
        vào sổ tay. Hãy sửa lại tên cho đúng, kể cả chữ hoa chữ thường, hoặc xóa dòng
        `theme`.

theme-cycle = giao diện `{ $theme }` kế thừa vòng tròn, cuối cùng lại trở về chính nó
    .hint = sửa dòng `extends` trong `theme.yaml` để chuỗi kế thừa kết thúc ở `sen`
    .explain =
        Một giao diện có thể dựa trên giao diện khác bằng dòng `extends` và chỉ thay
        những tệp cần thay. Ở đây giao diện A dựa trên B, mà B lại dựa trên A (có thể
        qua vài giao diện nữa), nên không có điểm bắt đầu. Hãy mở `theme.yaml` của từng
        giao diện ấy và để một trong số đó dựa trên `sen`: `extends: sen`.

template-syntax = khuôn trang viết sai: { $problem }
    .hint = sửa chỗ này trong khuôn, hoặc xóa tệp khuôn để dùng khuôn của giao diện gốc
    .explain =
        Khuôn trang là tệp HTML trong thư mục `templates` của giao diện, có những chỗ
        trống để sotay điền nội dung. Các chỗ trống ấy viết theo quy tắc của Tera; phần
        lời bằng tiếng Anh trong thông báo là của Tera. Lỗi hay gặp là quên đóng một cặp
        ngoặc hoặc quên dòng kết thúc `endif`, `endfor`, `endblock`. Nếu không chủ ý
        thay khuôn này, hãy xóa tệp: khuôn của giao diện gốc sẽ được dùng.

template-render = khuôn `{ $template }` không dựng được trang: { $problem }
    .hint = kiểm tra tên các trường mà khuôn dùng, đối chiếu với `themes/README.md`
    .explain =
        Khuôn trang viết đúng quy tắc, nhưng khi điền nội dung của trang này thì không
        thực hiện được. Thường là vì khuôn dùng một trường không có (gõ sai tên), hoặc
        một trường của trang này để trống. Phần lời bằng tiếng Anh là của Tera, bộ máy
        điền khuôn. Danh sách đầy đủ các trường ở `themes/README.md`. Trường có thể
        trống thì nên hỏi trước khi dùng, bằng lệnh `if` của Tera.

## YAML

yaml-syntax = { $kind ->
        [colon] dấu hai chấm đứng trong giá trị chưa đặt trong ngoặc kép, hoặc lề của dòng bị lệch
        [duplicate] một khóa được viết hai lần trong cùng một nhóm
        [start] giá trị bắt đầu bằng ký tự không được đứng đầu, như `@`, `%`, dấu nháy ngược hoặc dấu Tab
        [tab] dòng được thụt vào bằng phím Tab
        [key] dòng này không thẳng lề với các dòng cùng nhóm, hoặc có chữ thừa sau ngoặc kép
        [bracket] ngoặc vuông hoặc ngoặc nhọn chưa đóng, hoặc thiếu dấu phẩy giữa các mục
        [quote] dấu ngoặc kép hoặc nháy đơn mở ra mà chưa đóng lại
        [anchor] giá trị bắt đầu bằng dấu `*`, được hiểu là nhắc lại một giá trị chưa hề đặt tên
        [depth] các mục lồng vào nhau quá sâu
        [repetition] một giá trị được nhắc lại quá nhiều lần
        [documents] tệp bị dòng `---` chia thành nhiều phần
       *[other] chỗ này không đúng cách viết YAML
    }
    .hint = { $kind ->
        [colon] đặt cả giá trị trong ngoặc kép, ví dụ `title: "Quan điểm: cơ hội"`; nếu không có dấu hai chấm thì chỉnh lề cho thẳng
        [duplicate] xóa một trong hai khóa trùng tên, hoặc gộp nội dung của chúng
        [start] đặt giá trị trong ngoặc kép; nếu là dấu Tab thì thay bằng dấu cách
        [tab] thay mỗi dấu Tab ở đầu dòng bằng hai dấu cách
        [key] chỉnh số dấu cách ở đầu dòng cho bằng dòng cùng nhóm phía trên; giá trị trong ngoặc kép phải đóng ngoặc ở cuối dòng
        [bracket] đóng `]` hoặc `{"}"}` cho đủ và đặt dấu phẩy giữa các mục
        [quote] thêm dấu đóng; nếu dấu `"` nằm trong lời văn thì thay bằng “ ”
        [anchor] đặt giá trị trong ngoặc kép, ví dụ `"* ghi chú"`
        [depth] bớt các tầng ngoặc hoặc các tầng thụt lề
        [repetition] viết thẳng giá trị ra, không dùng cách nhắc lại bằng dấu `&` và `*`
        [documents] xóa dòng `---` ở giữa tệp
       *[other] so với một tệp mẫu đã chạy được; đặt giá trị có ký hiệu lạ trong ngoặc kép
    }
    .explain =
        YAML là cách ghi dữ liệu bằng văn bản thuần: mỗi dòng một cặp `khóa: giá trị`,
        các dòng cùng nhóm thẳng lề nhau, danh sách thì mỗi mục bắt đầu bằng dấu gạch và
        một dấu cách. Khi một chỗ sai, phần còn lại của tệp không đọc được nữa, nên cần
        sửa chỗ này trước rồi chạy lại.

            title: "Quan điểm thứ hai: cơ hội"
            keywords: [cơ hội, thách thức]
            objectives:
              - Nêu được hai mặt của vấn đề.

        Ba điều tránh được hầu hết lỗi: thụt lề bằng dấu cách, không dùng phím Tab; sau
        dấu hai chấm có một dấu cách; giá trị có dấu hai chấm, dấu thăng hoặc bắt đầu
        bằng ký hiệu thì đặt trong ngoặc kép.

yaml-type = chỗ này cần { $expected ->
        [map] một nhóm gồm các dòng `khóa: giá trị`
        [list] một danh sách
        [text] một đoạn chữ
        [flag] `true` hoặc `false`
        [number] một con số
       *[other] một giá trị khác loại
    }
    .hint = { $expected ->
        [map] viết mỗi dòng một cặp `khóa: giá trị`, thụt vào hai dấu cách
        [list] viết mỗi mục một dòng, bắt đầu bằng `- `, hoặc viết `[mục một, mục hai]`
        [text] viết một đoạn chữ, bỏ ngoặc `[ ]`, `{"{"} {"}"}` và các dòng thụt vào bên dưới
        [flag] viết `true` (có) hoặc `false` (không), không đặt trong ngoặc kép
        [number] viết một con số, ví dụ `80` hoặc `7,5`, không kèm đơn vị
       *[other] xem lại mẫu của tệp này
    }
    .explain =
        Mỗi khóa nhận một loại giá trị: một đoạn chữ, một con số, có hoặc không (`true`,
        `false`), một danh sách, hoặc một nhóm khóa nhỏ hơn. Giá trị ở đây thuộc loại
        khác nên không hiểu được ý người viết. Ví dụ đúng:

            title: Kiểm tra nhanh
            pass: 80
            shuffle: true
            keywords: [cơ hội, thách thức]
            evidence:
              source: hd116

        Đoạn chữ có dấu hai chấm hoặc dấu ngoặc nên đặt trong ngoặc kép để không bị hiểu
        thành nhóm hay danh sách.

yaml-value = giá trị này không dùng được ở đây
    .hint = { $allowed ->
        [YYYY-MM-DD] viết ngày có thật theo thứ tự năm-tháng-ngày, ví dụ `2026-11-21`
       *[other] được dùng ở đây: { $allowed }
    }
    .nearest = có phải ý bạn là `{ $nearest }`? (được dùng: { $allowed })
    .explain =
        Giá trị đúng loại nhưng nằm ngoài những gì khóa này nhận. Có khóa chỉ nhận vài
        từ định sẵn, như `retry` nhận `missed` hoặc `all`; có khóa nhận số trong một
        khoảng, như `pass` từ 0 đến 100; có khóa nhận một dạng nhất định, như ngày viết
        `2026-11-21`. Sotay không đoán thay, vì đoán sai thì người học nhận kết quả sai.
        Gợi ý kèm theo thông báo cho biết những cách viết được nhận; lệnh `sotay schema`
        in ra đầy đủ cho từng loại tệp.

yaml-unknown-key = không có khóa `{ $key }` ở chỗ này
    .hint = các khóa dùng được ở đây: { $known }
    .nearest = có phải ý bạn là `{ $nearest }`? (các khóa dùng được: { $known })
    .explain =
        Khóa là từ đứng trước dấu hai chấm. Sotay báo mọi khóa lạ, vì một khóa gõ sai
        (ví dụ `tittle`) mà bị bỏ qua thì điều người viết muốn ghi sẽ mất đi không ai
        hay. Khóa đúng tên nhưng đặt sai chỗ cũng bị báo: dòng thụt vào quá nhiều hay
        quá ít sẽ thuộc về nhóm khác. Hãy sửa tên khóa, chỉnh lại lề, hoặc xóa dòng ấy.
        Lời ghi chú cho người soạn thì đặt sau dấu thăng `#`.

yaml-missing-key = thiếu khóa `{ $key }`
    .hint = thêm dòng `{ $key }: …` vào nhóm này
    .explain =
        Nhóm này phải có khóa được nêu tên thì mới dùng được: câu hỏi cần `ask`, nguồn
        cần `key`, `title`, `file` và `sha256`, thuật ngữ cần `term` và `meaning`. Khóa
        có mà để trống cũng coi như thiếu. Nếu khóa đã được viết, hãy xem nó có thẳng lề
        với các khóa cùng nhóm không: lệch một dấu cách là sang nhóm khác.

## Trang

front-matter-open = phần đầu trang chưa có dòng `---` kết thúc
    .label = mở ra ở đây
    .hint = thêm một dòng `---` ngay dưới dòng cuối của phần đầu trang
    .explain =
        Phần đầu trang nằm giữa hai dòng chỉ có ba dấu gạch và ghi những điều về trang:
        tên, tóm tắt, mục tiêu. Thiếu dòng thứ hai thì sotay không biết phần đầu dừng ở
        đâu, nên không đọc được cả trang.

            ---
            title: Tận dụng cơ hội
            ---

            Nội dung của trang bắt đầu từ đây.

        Nếu trang không có phần đầu mà muốn kẻ một đường ngang ở ngay dòng thứ nhất, hãy
        viết `***`.

title-missing = trang chưa có tên
    .hint = ghi `title: Tên trang` ở phần đầu trang, hoặc mở đầu trang bằng dòng `# Tên trang`
    .explain =
        Tên trang hiện ở đầu trang, trong mục lục, trong kết quả tìm kiếm và trên thẻ
        của trình duyệt, nên trang nào cũng phải có. Có hai cách ghi: khóa `title` ở
        phần đầu trang, hoặc một đề mục cấp 1 ở dòng nội dung đầu tiên.

            ---
            title: Tận dụng cơ hội
            ---

        Tên có dấu hai chấm thì đặt trong ngoặc kép.

hidden-character = ở đây có ký tự { $character } không nhìn thấy được
    .hint = xóa ký tự này; nếu trình soạn thảo không hiện nó, hãy gõ lại cả từ
    .explain =
        Một số ký tự không có hình: chúng đảo chiều phần chữ đi sau, hoặc tách từ bằng
        một khoảng không có bề rộng. Chúng thường đi theo khi chép chữ từ trang mạng hay
        tệp PDF. Tên trang có ký tự như vậy trông giống một tên khác, tìm kiếm không ra
        từ, và lời trích bị báo là sai mà mắt không thấy sai ở đâu. Trang vẫn hiện chữ
        đúng như đã viết. `U+202E` là tên của một ký tự loại này trong bảng mã Unicode.
        Ký tự điều khiển (`U+0000` đến `U+001F`, viết trong YAML là `\0`, `\e`…) không
        trang nào chứa được: chỗ của nó trên trang là dấu �.

heading-one = đề mục cấp 1 nằm trong nội dung trang
    .hint = đổi `#` thành `##`; cấp 1 chỉ dành cho tên trang
    .explain =
        Mỗi trang chỉ có một đề mục cấp 1, đó là tên trang. Người dùng trình đọc màn
        hình dựa vào đó để biết mình đang ở trang nào. Trong nội dung, các mục lớn dùng
        cấp 2 (`##`), mục con dùng cấp 3 (`###`). Sotay tạm coi đề mục này là cấp 2. Nếu
        nội dung dài và thật sự là hai bài, hãy tách thành hai trang.

heading-skip = đề mục cấp { $level } đứng ở chỗ chỉ được đến cấp { $allowed }
    .hint = dùng cấp { $allowed } (số dấu `#` ở đầu dòng bằng số cấp)
    .explain =
        Đề mục phải xuống từng cấp một: dưới cấp 2 là cấp 3, dưới cấp 3 là cấp 4; đề mục
        đầu tiên trong trang là cấp 2. Bỏ cách một cấp thì mục lục bị đứt quãng, và
        người dùng trình đọc màn hình tưởng như đã bỏ sót một mục. Sotay tạm đưa đề mục
        về cấp gần nhất được phép. Đừng chọn cấp theo cỡ chữ muốn có; cỡ chữ là việc của
        giao diện.

heading-id-twice = hai đề mục trong trang có cùng mã `{ $id }`
    .hint = đổi một trong hai mã, hoặc xóa phần `{"{"}#{ $id }{"}"}` để sotay tự đặt
    .explain =
        Mã đề mục viết trong ngoặc nhọn ở cuối dòng đề mục để nơi khác liên kết đến đúng
        chỗ. Hai đề mục cùng mã thì liên kết chỉ đến được đề mục đầu. Mỗi mã chỉ dùng
        một lần trong trang, ví dụ:

            ## Mục tiêu đến năm 2025 {"{"}#nam-2025{"}"}
            ## Mục tiêu đến năm 2030 {"{"}#nam-2030{"}"}

        Không viết mã thì sotay tự đặt theo lời của đề mục và tự tránh trùng nhau.

nesting-too-deep = nội dung lồng vào nhau quá nhiều tầng
    .hint = bớt các tầng danh sách, trích dẫn hoặc chữ đậm, chữ nghiêng lồng nhau ở chỗ này
    .explain =
        Danh sách trong danh sách, trích dẫn trong trích dẫn đến hàng chục tầng thì
        không ai đọc được, và có thể làm chương trình hết bộ nhớ. Thường đây là do chép
        nhầm: một dãy dài dấu `>`, dấu `*` hoặc dấu cách ở đầu dòng. Từ tầng quá sâu trở
        đi sotay chỉ giữ lại lời văn. Hãy xóa các dấu thừa, hoặc tách đoạn ấy thành mục
        riêng.

html-raw = trang có mã HTML, trong khi sổ tay không cho phép
    .hint = viết lại bằng Markdown; nếu chỉ muốn hiện dấu `<` thì viết `\<`
    .explain =
        Mã HTML chép từ trang mạng hay từ Word thường kéo theo kiểu chữ lạ, địa chỉ
        ngoài và cả chương trình chạy ngầm. Vì vậy sotay không nhận và hiện nguyên các
        ký tự ấy ra. Hầu hết việc cần làm đều có cách viết bằng Markdown: bảng, chú
        thích, chữ đậm, khung ghi chú (`> [!NOTE]`). Khi thật cần, ghi `raw_html: true`
        trong `content/handbook.yaml`; khi ấy sotay chỉ giữ những thẻ an toàn, không bao
        giờ giữ chương trình. Lời ghi chú `<!-- … -->` cho người soạn thì lúc nào cũng
        được và không hiện ra.

point-skipped = điểm { $found } đứng ở chỗ của điểm { $expected }
    .label = đáng lẽ là { $expected })
    .hint = kiểm tra xem có thiếu điểm { $expected } không; nếu không thiếu thì sửa lại chữ đầu điểm
    .explain =
        Các điểm trong văn bản theo thứ tự chữ cái tiếng Việt: a, b, c, d, đ, e, g, h,
        i, k… (có đ, không có f và j). Một chữ bị nhảy cách thường là dấu hiệu chép
        thiếu một điểm, hoặc gõ theo thứ tự tiếng Anh. Sotay chỉ nhắc, không tự thêm và
        không tự đổi chữ. Lời trích nguyên văn có dẫn nguồn thì không bị nhắc, vì văn
        bản viết thế nào giữ nguyên thế ấy.

link-broken = tệp `{ $target }` không có trong sổ tay
    .hint = kiểm tra lại đường dẫn, tính từ thư mục của trang này
    .nearest = có phải ý bạn là `{ $nearest }`?
    .explain =
        Liên kết dẫn đến một trang hay tệp không tồn tại; người đọc bấm vào sẽ gặp trang
        trống. Đường dẫn tính từ thư mục chứa trang này, dấu `..` là lên một thư mục, và
        tên tệp phải viết cả đuôi `.md`:

        {"    ["}Mục tiêu](../02-muc-tieu/index.md)
        {"    ["}Đến năm 2030](../02-muc-tieu/03-den-nam-2030.md)

        Hãy xem tệp có bị đổi tên, chuyển thư mục, hay còn là bản nháp (`draft: true`)
        không. Tên có dấu cách thì đặt trong dấu nhọn: `[Cơ hội](<Cơ hội.md>)`.

link-anchor = trang được liên kết không có đề mục `#{ $anchor }`
    .hint = mở trang ấy xem lại đề mục; mã viết không dấu, chữ thường, nối bằng gạch ngang
    .nearest = có phải ý bạn là `#{ $nearest }`?
    .explain =
        Phần sau dấu thăng trong liên kết là mã của một đề mục. Trang thì có, nhưng
        không đề mục nào có mã này, nên người đọc sẽ đến đầu trang chứ không đến đúng
        chỗ. Mã được đặt theo lời của đề mục: bỏ dấu, chữ thường, nối bằng gạch ngang.
        “Cơ hội và thách thức” có mã `co-hoi-va-thach-thuc`. Muốn mã không đổi khi sửa
        lời đề mục, hãy ghi mã ở cuối dòng đề mục:

            ## Mục tiêu đến năm 2030 {"{"}#nam-2030{"}"}

link-outside = liên kết `{ $target }` dẫn ra ngoài thư mục `content`
    .hint = chép tệp cần dùng vào `content`, rồi liên kết đến đó bằng đường dẫn tương đối
    .explain =
        Sổ tay chỉ mang theo những gì ở trong thư mục `content`. Liên kết đến ổ đĩa
        (`C:\…`), đến đường dẫn bắt đầu bằng dấu `/`, hoặc lùi bằng `..` quá thư mục
        `content` sẽ hỏng ngay khi sổ tay được chép sang máy khác. Hãy chép tệp ấy vào
        cạnh trang và viết đường dẫn tính từ trang này, ví dụ `[Phụ lục](phu-luc.pdf)`.
        Văn bản nguồn trong `seeds` thì nên dẫn bằng mã nguồn, ví dụ {"["}@hd116].

link-scheme = liên kết `{ $target }` thuộc loại không được phép
    .hint = dùng liên kết bắt đầu bằng `https://`, `http://`, `mailto:`, `tel:`, hoặc đường dẫn đến tệp trong sổ tay
    .explain =
        Phần đầu của liên kết, trước dấu hai chấm, cho trình duyệt biết phải làm gì. Có
        loại như `javascript:` hay `data:` có thể chạy chương trình trên máy người đọc,
        có loại như `file:` chỉ đúng trên một máy. Sổ tay được phát cho nhiều người nên
        không nhận những loại ấy, kể cả khi chép nhầm từ trang khác. Hãy thay bằng địa
        chỉ trang mạng thông thường, hoặc chép tệp vào sổ tay rồi liên kết đến tệp đó.

image-missing = không có tệp ảnh `{ $target }` trong sổ tay
    .hint = chép ảnh vào `content` và kiểm tra lại đường dẫn, tính từ thư mục của trang này
    .nearest = có phải ý bạn là `{ $nearest }`?
    .explain =
        Trang dùng một ảnh mà tệp ảnh không có ở chỗ đã ghi, nên người đọc chỉ thấy một
        ô trống. Đường dẫn tính từ thư mục chứa trang, tên tệp viết đủ cả đuôi, đúng chữ
        hoa chữ thường:

            ![Sơ đồ các nhiệm vụ](hinh/so-do.png)

        Hãy chép ảnh vào thư mục ấy hoặc sửa lại tên. Ảnh `.JPG` và `.jpg` là hai tên
        khác nhau trên nhiều máy.

image-remote = ảnh `{ $target }` nằm trên máy khác
    .hint = tải ảnh về, đặt cạnh trang, rồi dùng tên tệp ấy
    .explain =
        Sổ tay phải đọc được từ USB khi không có mạng, nên mọi ảnh phải nằm trong sổ
        tay. Ảnh lấy từ trang mạng sẽ không hiện khi mất mạng, có thể bị đổi hoặc xóa
        lúc nào không biết, và cho nơi khác biết ai đang đọc. Hãy tải ảnh về (nếu được
        phép dùng), đặt vào `content` và ghi đường dẫn:

            ![Lễ công bố nghị quyết](hinh/le-cong-bo.jpg)

image-without-text = ảnh `{ $target }` chưa có lời thay thế
    .hint = viết một câu tả ảnh vào giữa hai ngoặc vuông: `![lời tả ảnh](…)`
    .explain =
        Lời thay thế nói ảnh cho biết điều gì. Trình đọc màn hình đọc lời ấy cho người
        khiếm thị; nó cũng hiện ra khi ảnh không mở được. Hãy viết điều người đọc cần
        biết từ ảnh, không viết “ảnh minh họa” hay tên tệp:

            ![Kinh tế số tăng từ 20% lên 30% GDP](hinh/kinh-te-so.png)

note-missing = chú thích `{ $label }` được nhắc đến mà chưa có lời
    .hint = thêm một dòng ở cuối trang: `[^{ $label }]: lời chú thích`
    .explain =
        Dấu chú thích trong câu phải đi với một dòng ghi lời chú thích ở chỗ khác trong
        cùng trang, thường là cuối trang. Hai chỗ dùng cùng một tên. Ví dụ:

            Nghị quyết được ban hành năm 2019.[^ngay]

        {"    ["}^ngay]: Ngày 27 tháng 9 năm 2019.

        Hãy thêm dòng ấy, hoặc sửa tên cho khớp, hoặc xóa dấu chú thích.

citation-unknown = nguồn `{ $key }` không có trong `seeds/sources.yaml`
    .hint = sửa lại mã nguồn, hoặc ghi văn bản ấy vào `seeds/sources.yaml`
    .nearest = có phải ý bạn là `{ $nearest }`?
    .explain =
        Trích dẫn như {"["}@hd116, mục 3] và dẫn chứng của câu hỏi đều gọi văn bản bằng một
        mã ngắn. Mã ấy phải là `key` của một văn bản đã ghi trong `seeds/sources.yaml`;
        có vậy người đọc mới biết lời trích từ đâu ra và sotay mới đối chiếu được với
        văn bản. Hãy sửa mã cho đúng, hoặc thêm văn bản vào danh sách với `key`,
        `title`, `file` và `sha256`. Nếu dấu ngoặc không phải là trích dẫn, viết `\[@…]`
        để nó hiện nguyên như đã viết.

chart-empty = biểu đồ chưa có số liệu
    .hint = thêm `rows` với ít nhất một dòng số liệu
    .explain =
        Khối `chart` vẽ biểu đồ từ các dòng trong `rows`; không có dòng nào thì không có
        gì để vẽ. Mỗi dòng có tên (`label`) và các giá trị (`values`), mỗi giá trị ứng
        với một tên trong `series`:

            series: [Đến năm 2025, Đến năm 2030]
            rows:
              - label: Kinh tế số trong GDP
                values: [20, 30]

        Nếu chưa có số liệu, hãy xóa cả khối.

chart-row = dòng này có số giá trị là { $values }, trong khi `series` có { $series }
    .hint = ghi trong `values` đủ { $series } giá trị, theo đúng thứ tự của `series`
    .explain =
        Mỗi dòng của biểu đồ phải có đúng một giá trị cho mỗi tên trong `series`, theo
        cùng thứ tự. Thừa hay thiếu thì không biết giá trị nào thuộc về tên nào, và biểu
        đồ có thể cho người đọc một con số sai. Chỗ không có con số thì viết bằng lời,
        ví dụ `values: [20, chưa nêu]`. Số thập phân viết trong danh sách thì dùng dấu
        chấm (`7.5`) hoặc đặt trong ngoặc kép (`"7,5"`), vì dấu phẩy trần ngăn cách hai
        giá trị.

chart-series = biểu đồ này so sánh { $series } dãy số liệu; nhiều nhất bốn dãy còn phân biệt được
    .hint = tách thành hai biểu đồ, hoặc trình bày số liệu bằng bảng
    .explain =
        Các dãy số liệu trên biểu đồ khác nhau ở nền kẻ, hình dấu và nét vẽ để vẫn phân
        biệt được khi in đen trắng và với người khó nhận biết màu. Mỗi loại có bốn kiểu.
        Nhiều hơn thì người đọc phải đoán: hãy tách biểu đồ hoặc dùng bảng.

chart-number = `{ $cell }` trong dòng này không phải là một số có thể vẽ
    .hint = viết bằng chữ số, có nhiều nhất một dấu phẩy hoặc dấu chấm thập phân, ví dụ 7,5 hoặc 30%; không có số liệu thì để trống ô
    .explain =
        Biểu đồ vẽ mọi ô của các cột nêu trong `series`. Mỗi ô phải để trống hoặc là một
        số: các chữ số, nhiều nhất một dấu phẩy hoặc dấu chấm thập phân, sau cùng có thể
        có `%`. Ba chữ số sau dấu (1.250) có thể là hàng nghìn, cũng có thể là phần nghìn;
        sotay không đoán: hãy viết 1250 hoặc 1,25. Giá trị bằng lời thì dùng biểu đồ
        `targets` có `rows`.

## Bài kiểm tra

quiz-without-page = bài kiểm tra này không có trang đi kèm `{ $page }`
    .hint = đổi tên tệp cho trùng với tên trang, hoặc tạo trang `{ $page }`
    .explain =
        Bài kiểm tra thuộc về trang cùng tên, cùng thư mục: `02-co-hoi.quiz.yaml` đi với
        `02-co-hoi.md`. Không có trang ấy thì bài kiểm tra không hiện ở đâu cả. Chuyện
        này thường xảy ra khi đổi tên trang mà quên đổi tên bài kiểm tra. Hãy đổi tên
        một trong hai tệp cho khớp, hoặc xóa bài kiểm tra không dùng nữa.

quiz-missing = trang này chưa có bài kiểm tra
    .hint = thêm tệp cùng tên trang có đuôi `.quiz.yaml`, hoặc ghi `quiz: false` ở phần đầu trang
    .explain =
        Trong `content/handbook.yaml` có ghi `quiz: {"{"}required: true{"}"}`, nghĩa là mỗi
        trang phải có bài kiểm tra. Với trang `02-co-hoi.md`, hãy tạo tệp
        `02-co-hoi.quiz.yaml` bên cạnh:

            questions:
              - ask: Nguồn lực bên ngoài là quyết định.
                is: false

        Trang không cần bài kiểm tra (như trang giới thiệu) thì ghi `quiz: false` ở phần
        đầu trang.

quiz-twice = trang này có hơn một bài kiểm tra
    .first = đã có một bài ở đây
    .hint = gộp các câu hỏi vào một bài
    .explain =
        Mỗi trang có nhiều nhất một bài kiểm tra: hoặc tệp `.quiz.yaml` bên cạnh, hoặc
        một khối `quiz` trong trang. Có hai bài thì không rõ điểm của trang tính theo
        bài nào. Hãy chuyển các câu hỏi của bài này sang bài kia rồi xóa nó. Tệp riêng
        tiện hơn khi bài dài; khối trong trang tiện hơn khi chỉ có một hai câu.

quiz-empty = bài kiểm tra chưa có câu hỏi
    .hint = thêm ít nhất một câu vào `questions`
    .explain =
        Bài kiểm tra phải có khóa `questions` với ít nhất một câu. Có thể bắt đầu từ mẫu
        này:

            title: Kiểm tra nhanh
            questions:
              - ask: Đến năm 2025, kinh tế số chiếm khoảng bao nhiêu phần trăm GDP?
                right: 20%
                wrong: [10%, 30%]

        Nếu chưa soạn kịp, hãy xóa tệp (hoặc khối) này.

question-kind = không rõ câu hỏi này trả lời bằng cách nào
    .none = thêm một cách trả lời: `right` và `wrong`, hoặc `is`, `answer`, `fill`, `order`, `match`
    .several = chỉ giữ lại một cách trả lời; phần còn lại xóa đi hoặc tách thành câu khác
    .explain =
        Mỗi câu hỏi có đúng một cách trả lời, và khóa được dùng cho biết đó là cách nào.
        Có bảy cách:

            right: 20%                  chọn một phương án; `wrong` là các phương án sai
            right: [Một, Hai]           chọn mọi phương án đúng; `wrong` là các phương án sai
            is: false                   câu đúng hay sai (`true` là đúng)
            answer: [3, ba]             tự viết câu trả lời ngắn; mọi cách viết được nhận
            fill: Tăng trên {"{"}7{"}"}%/năm    điền vào chỗ trống; đáp án trong ngoặc nhọn
            order: [Trước, Giữa, Sau]   xếp theo thứ tự; viết sẵn theo thứ tự đúng
            match: {"{"}Việc: Cơ quan{"}"}      ghép cặp; mỗi dòng một cặp đúng

        Câu không có khóa nào trong số ấy thì không trả lời được; câu có hai cách thì
        không biết chấm theo cách nào. Riêng `match` đứng cạnh `answer` thì có nghĩa
        khác: cách so câu trả lời (`exact`, `no-case`, `no-tone`).

question-no-right = câu hỏi không có đáp án đúng
    .hint = thêm `right` với phương án đúng; câu trả lời ngắn thì ghi đáp án vào `answer`
    .explain =
        Không có đáp án đúng thì người học chọn thế nào cũng sai. Câu chọn phương án cần
        `right` (một phương án, hoặc một danh sách nếu phải chọn nhiều); câu trả lời
        ngắn cần ít nhất một đáp án trong `answer`.

            right: 20%
            wrong: [10%, 30%]

        Nếu đáp án đúng là “không phương án nào”, hãy viết chính lời đó thành một phương
        án ở `right`.

question-no-wrong = câu hỏi không có phương án sai nào
    .hint = thêm `wrong` với ít nhất một phương án sai
    .explain =
        Khi mọi phương án đều đúng, người học chọn gì cũng được điểm và câu hỏi không
        kiểm tra được điều gì. Hãy thêm những phương án sai nhưng dễ nhầm, có thể kèm
        lời giải thích cho người chọn nhầm:

            right: 20%
            wrong: [10%, {"{"}text: 30%, why: Đó là mục tiêu đến năm 2030.{"}"}]

        Nếu chỉ muốn người học tự viết đáp án, hãy dùng `answer` thay cho `right`.

choice-twice = phương án “{ $choice }” có hai lần trong câu hỏi
    .first = đã có ở đây
    .hint = xóa hoặc sửa một trong hai phương án
    .explain =
        Hai phương án giống nhau làm người học bối rối: chọn cái này hay cái kia? Khi
        so, sotay bỏ qua chữ hoa chữ thường, dấu cách thừa và dấu chấm cuối, vì người
        đọc cũng không phân biệt hai phương án bằng những điều đó. Hãy xóa một phương
        án, hoặc sửa lời để hai phương án khác nhau rõ ràng.

choice-right-and-wrong = phương án “{ $choice }” vừa ở `right` vừa ở `wrong`
    .first = ở đây là phương án đúng
    .hint = xóa phương án này ở một trong hai nơi
    .explain =
        Một phương án không thể vừa đúng vừa sai; cứ để thế thì người học trả lời cách
        nào cũng có thể bị chấm sai. Khi so, sotay bỏ qua chữ hoa chữ thường, dấu cách
        thừa và dấu chấm cuối. Hãy đối chiếu với văn bản, giữ phương án ở đúng một nơi:
        `right` nếu đúng, `wrong` nếu sai.

fill-blanks = câu điền từ không có chỗ trống, chỗ trống không có đáp án, hoặc ngoặc nhọn chưa đóng
    .hint = đặt đáp án trong ngoặc nhọn, ví dụ `tăng trên {"{"}7{"}"}%/năm`; nhiều đáp án thì ngăn bằng `|`
    .explain =
        Trong `fill`, mỗi đáp án đặt giữa hai ngoặc nhọn; khi hiện ra, chỗ ấy thành ô
        trống để người học điền. Câu phải có ít nhất một chỗ trống, chỗ nào cũng có đáp
        án, ngoặc mở ra phải đóng lại. Nhiều cách viết đều được nhận thì ngăn nhau bằng
        dấu sổ đứng. Nên đặt cả câu trong ngoặc kép, nhất là khi câu bắt đầu bằng ngoặc
        nhọn:

            fill: "Năng suất lao động tăng bình quân trên {"{"}7|bảy{"}"}%/năm."

too-few-items = câu hỏi có ít hơn hai mục để xếp hoặc ghép
    .hint = ghi ít nhất hai mục trong `order`, hoặc hai cặp trong `match`
    .explain =
        Xếp thứ tự hay ghép cặp chỉ có nghĩa khi có từ hai mục trở lên; tốt nhất là từ
        ba đến sáu mục. Với `order`, viết các mục theo thứ tự đúng, sotay sẽ xáo trộn
        khi hỏi. Với `match`, mỗi dòng là một cặp đúng:

            match:
              Hạ tầng thanh toán số: Ngân hàng Nhà nước
              Khung pháp luật về tài sản: Bộ Tư pháp

item-twice = mục “{ $item }” có hai lần trong câu hỏi
    .first = đã có ở đây
    .hint = sửa lời để các mục khác nhau, hoặc bỏ một mục
    .explain =
        Khi xếp thứ tự hay ghép cặp, các mục phải khác nhau; hai mục giống nhau thì đổi
        chỗ cho nhau vẫn đúng mà máy lại chấm sai. Điều này áp dụng cho các mục của
        `order`, cho vế trái và cho vế phải của `match`. Nếu hai việc cùng ghép với một
        cơ quan, hãy dùng câu chọn phương án, hoặc gộp hai việc thành một mục.

tolerance-without-number = `tolerance` đi với đáp án không phải là con số
    .hint = xóa `tolerance`, hoặc ghi đáp án bằng số, ví dụ `answer: 7.5`
    .explain =
        Khóa `tolerance` cho phép câu trả lời bằng số lệch đi một ít: đáp án 20 với
        `tolerance: 1` nhận từ 19 đến 21. Đáp án bằng chữ thì không có gì để lệch. Đáp
        án số viết không kèm đơn vị; dấu phẩy và dấu chấm thập phân như nhau:

            answer: "7,5"
            tolerance: 0.1

        Đơn vị (như %, tỷ đồng) thì ghi trong câu hỏi.

question-id-twice = hai câu hỏi có cùng mã `{ $id }`
    .first = đã dùng ở đây
    .hint = đổi `id` của một câu; nếu không ghi `id` thì hai câu có lời hỏi giống hệt nhau, hãy sửa lời
    .explain =
        Mã câu hỏi dùng để nhớ câu trả lời và điểm của người học. Hai câu cùng mã thì
        câu này ghi đè kết quả của câu kia. Nếu không viết `id`, sotay tạo mã từ lời của
        câu hỏi, nên hai câu hỏi cùng lời sẽ trùng mã. Hãy sửa lời cho rõ, hoặc đặt `id`
        riêng cho từng câu, ví dụ `id: kinh-te-so-2025`. Đã phát hành rồi thì đừng đổi
        `id` nữa.

final-count = bài kiểm tra cuối cần { $count } câu, cả sổ tay mới có { $bank } câu
    .hint = giảm `count` trong `final`, hoặc soạn thêm câu hỏi
    .explain =
        Trong `content/handbook.yaml`, `final: {"{"}count: 30{"}"}` là bài kiểm tra cuối: mỗi lần làm,
        30 câu được rút từ bộ câu hỏi của mọi trang. Số câu phải rút không thể lớn hơn
        số câu đang có. Bản thảo không được tính.

final-part = mỗi phần phải góp { $each } câu, phần “{ $part }” chỉ có { $bank } câu
    .hint = giảm `per_part`, ghi `per_part: true` để chia đều theo khả năng, hoặc soạn thêm câu hỏi
    .explain =
        Trong `final`, `per_part: 5` nghĩa là phần nào có câu hỏi cũng phải góp ít nhất 5 câu
        vào bài kiểm tra cuối. Ghi `per_part: true` thì các phần góp đều nhau, phần nào
        ít câu thì góp hết, phần khác góp bù.

final-spread = các phần phải góp tổng cộng { $wanted } câu, bài kiểm tra cuối chỉ có { $count } câu
    .hint = tăng `count` hoặc giảm `per_part` trong `final`
    .explain =
        Trong `final`, `per_part` nhân với số phần có câu hỏi không được lớn hơn `count`.
        Ví dụ sổ tay có 6 phần, `per_part: 5` thì `count` ít nhất là 30.

evidence-missing = câu hỏi chưa có dẫn chứng
    .hint = thêm `evidence: {"{"}source: …, quote: "…"{"}"}` vào câu hỏi
    .explain =
        Sổ tay này yêu cầu mỗi câu hỏi phải chỉ ra lời trong văn bản chứng minh cho đáp
        án (`quotations: {"{"}evidence: required{"}"}` trong `content/handbook.yaml`). Người học
        xem được dẫn chứng sau khi trả lời.

            evidence: {"{"}source: hd116, place: mục 2, quote: "Kinh tế số chiếm khoảng 20% GDP"{"}"}

        Ở đây `source` là mã nguồn trong `seeds/sources.yaml`, `quote` là lời chép đúng
        từng chữ, `place` (nếu có) là chỗ trong văn bản. Nếu sổ tay không cần điều này,
        hãy ghi `evidence: optional`.

## Nguồn và thuật ngữ

source-missing = không có tệp văn bản `{ $file }` trong thư mục `seeds`
    .hint = chép văn bản vào `seeds`, hoặc sửa lại tên ở `file`
    .nearest = có phải ý bạn là `{ $nearest }`?
    .explain =
        Mỗi nguồn trong `seeds/sources.yaml` có khóa `file` là tên tệp chứa toàn văn,
        đặt trong thư mục `seeds`. Không có tệp ấy thì không đối chiếu được lời trích
        nào với văn bản, nên sotay không phát hành. Hãy chép tệp vào `seeds`, giữ nguyên
        như khi nhận được, hoặc sửa tên cho đúng cả đuôi và chữ hoa chữ thường.

source-altered = tệp `{ $file }` không còn đúng như lúc ghi nhận
    .label = mã của tệp lúc ghi nhận
    .hint = lấy lại tệp gốc; nếu việc thay đổi là có chủ ý và đã đối chiếu, ghi `sha256: { $found }`
    .explain =
        Khóa `sha256` là “dấu vân tay” của tệp: sửa một chữ, thêm một dấu cách, hoặc chỉ
        lưu lại bằng chương trình khác cũng làm nó đổi. Nhờ vậy văn bản chính thức không
        bị sửa mà không ai biết. Nếu không chủ ý sửa, hãy lấy lại bản gốc từ nơi nhận.
        Nếu bản mới là bản đúng, hãy đối chiếu kỹ với văn bản ký ban hành rồi chép mã
        trong gợi ý vào `sha256`. Lỗi chính tả của bản số hóa thì không sửa trong tệp mà
        ghi vào `seeds/errata.yaml`. Khi thêm một nguồn mới, có thể ghi tạm
        `sha256: "0"`; thông báo này sẽ cho mã cần ghi.

source-key-twice = hai nguồn có cùng mã `{ $key }`
    .first = đã dùng ở đây
    .hint = đổi `key` của một nguồn, hoặc xóa nguồn ghi lặp
    .explain =
        Mã nguồn (`key`) là tên ngắn để trích dẫn. Hai văn bản cùng mã thì không biết
        lời trích thuộc văn bản nào. Hãy đặt cho mỗi văn bản một mã riêng, ngắn và dễ
        nhớ, ví dụ `nq52`, `hd116`, `nq50`; sau đó xem lại các trích dẫn đã dùng mã cũ.
        Nếu một văn bản bị ghi hai lần, hãy xóa một lần.

term-twice = thuật ngữ “{ $term }” có hai lần
    .first = đã có ở đây
    .hint = gộp hai mục thành một
    .explain =
        Mỗi thuật ngữ chỉ có một mục trong `content/glossary.yaml` (không phân biệt chữ
        hoa chữ thường), để người đọc thấy một nghĩa duy nhất. Hãy gộp lời giải thích
        của hai mục lại. Cách viết khác của cùng thuật ngữ thì ghi vào `also`, chữ viết
        tắt thì ghi vào `abbreviation`. Nếu từ ấy có hai nghĩa khác nhau, hãy ghi rõ
        trong tên, ví dụ “nguồn (văn bản)” và “nguồn (điện)”.

## Dòng lệnh

cli-about = sotay biến một thư mục Markdown và YAML thành sổ tay học tập, đọc được không cần mạng
cli-usage = Cách dùng
cli-commands = Lệnh
cli-options = Tùy chọn
cli-arguments = Tham số
cli-examples = Ví dụ

cli-option-root = thư mục của sổ tay (nếu không ghi: thư mục hiện tại)
cli-option-lang = ngôn ngữ của thông báo: vi hoặc en (nếu không ghi: theo máy)
cli-option-quiet = chỉ in lỗi và cảnh báo
cli-option-verbose = in thêm chi tiết từng bước
cli-option-help = in hướng dẫn này
cli-option-version = in số phiên bản
cli-option-licenses = in giấy phép của sotay và của các thư viện bên trong
cli-help-hint = Xem hướng dẫn của từng lệnh: `sotay COMMAND --help`, ví dụ `sotay build --help`

cli-init-about = tạo một sổ tay mới, dựng được ngay
cli-init-dir = thư mục của sổ tay mới (chưa có hoặc đang trống)
cli-build-about = dựng các trang của sổ tay, ghi vào thư mục public
cli-build-out = thư mục để ghi (nếu không ghi: public trong sổ tay)
cli-serve-about = mở bản xem trước, tự cập nhật mỗi khi lưu tệp
cli-serve-port = cổng để mở (nếu không ghi: 4116; 0: một cổng còn trống)
cli-serve-open = mở luôn trong trình duyệt
cli-serve-host = địa chỉ để mở (nếu không ghi: 127.0.0.1, chỉ máy này xem được)
cli-serve-editor = lệnh mở trình soạn thảo khi giữ phím Alt và nháy vào một đoạn, ví dụ "code -g {"{file}:{line}"}"
cli-serve-poll = tự soát thư mục thay vì chờ hệ thống báo, dùng cho ổ mạng
cli-check-about = tìm mọi lỗi trong sổ tay, không ghi gì
cli-check-format = cách in: text cho người đọc, json cho chương trình soạn thảo
cli-export-about = xuất sổ tay thành một tệp: tệp nén, sách điện tử và các dạng khác
cli-export-target = dạng cần xuất: { $targets }
cli-export-out = tệp để ghi (nếu không ghi: tên theo id của sổ tay, ở thư mục hiện tại), hoặc một thư mục đã có
cli-results-about = gộp các phiếu kết quả của người học thành một bảng
cli-results-files = các tệp phiếu (.json), hoặc thư mục chứa phiếu
cli-results-csv = ghi thêm bảng tính CSV
cli-results-html = ghi thêm báo cáo HTML, có biểu đồ theo phần và các câu sai nhiều nhất
cli-results-keep = một người nộp nhiều phiếu thì lấy phiếu điểm cao nhất (best) hay phiếu mới nhất (last); mặc định best
cli-export-complete = gói SCORM được tính hoàn thành khi: pages (đọc hết các trang) hoặc final (đạt bài kiểm tra cuối; mặc định nếu có)
cli-export-force = thay tệp đã có, dù ai đã tạo ra nó
cli-export-only = chỉ lấy câu hỏi của phần này (số, tên hoặc địa chỉ); có thể ghi nhiều lần
cli-export-kind = chỉ lấy loại câu hỏi này: single, multiple, truth, short, fill, order, match
cli-export-tag = chỉ lấy câu hỏi có thẻ này
cli-export-level = chỉ lấy câu hỏi ở mức này
cli-export-loss = ghi ra tệp JSON những gì dạng câu hỏi không giữ được
cli-export-count = đề kiểm tra: số câu (nếu không ghi: tất cả)
cli-export-per-part = đề kiểm tra: số câu của mỗi phần
cli-export-variants = đề kiểm tra: số mã đề (nếu không ghi: 1)
cli-export-seed = đề kiểm tra: số quyết định việc rút câu; cùng một số cho cùng một bộ đề (nếu không ghi: 1)
cli-explain-about = giải thích một mã lỗi và cách sửa
cli-explain-code = mã trong ngoặc vuông của thông báo, ví dụ link-broken; để trống thì in mọi mã
cli-schema-about = in mẫu JSON Schema của một loại tệp, để chương trình soạn thảo nhắc khi gõ
cli-schema-name = loại tệp, ví dụ quiz hoặc handbook
cli-import-about = nhập một văn bản (DOCX, Markdown, văn bản thuần) thành các trang trích nguyên văn
cli-import-file = tệp văn bản: .docx, .md hoặc .txt
cli-import-key = mã ngắn dùng khi trích dẫn, ví dụ nq50
cli-import-into = thư mục trong content để ghi các trang (nếu không ghi: một phần mới ở cuối)
cli-import-dry-run = chỉ in những gì sẽ ghi, không ghi

cli-init-examples =
    {"  "}sotay init so-tay-chi-bo           tạo sổ tay trong thư mục mới so-tay-chi-bo
    {"  "}sotay init .                       tạo ngay trong thư mục hiện tại, nếu đang trống
cli-build-examples =
    {"  "}sotay build                        dựng sổ tay ở đây, ghi vào public
    {"  "}sotay build --out ../site          ghi vào thư mục khác
    {"  "}sotay build --root so-tay-chi-bo   dựng sổ tay ở thư mục khác
cli-check-coverage = cho biết mỗi văn bản đã được trích bao nhiêu, còn thiếu đoạn nào
coverage-share = { $source }: đã trích { $percent }% ({ $quoted }/{ $words } chữ và dấu)
cli-check-examples =
    {"  "}sotay check                        in mọi lỗi và cảnh báo
    {"  "}sotay check --format json          in dạng JSON cho chương trình soạn thảo
    {"  "}sotay check --coverage             các đoạn của văn bản chưa được trích
    {"  "}sotay check --lang en              in bằng tiếng Anh
cli-serve-examples =
    {"  "}sotay serve --open                       xem trước trong trình duyệt
    {"  "}sotay serve --port 8080                  mở ở cổng khác
    {"  "}sotay serve --editor "code -g {"{file}:{line}"}"   Alt + nháy chuột để sửa đúng dòng
cli-import-examples =
    {"  "}sotay import van-ban.docx --key nq50             nhập văn bản thành một phần mới
    {"  "}sotay import van-ban.md --key nq50 --dry-run     xem trước, không ghi gì
    {"  "}sotay import van-ban.txt --key nq50 --into content/03-phu-luc
cli-export-examples =
    {"  "}sotay export zip                   cả trang học thành một tệp nén, để chép vào USB
    {"  "}sotay export zip --out /media/usb  ghi vào thư mục khác
    {"  "}sotay export moodle-xml            toàn bộ câu hỏi cho Moodle
    {"  "}sotay export gift --only 2 --loss mat.json   câu hỏi của phần 2, và những gì GIFT không giữ được
    {"  "}sotay export exam --count 20 --variants 4 --seed 7   bộ đề để in và để sửa, kèm đáp án
cli-results-examples =
    {"  "}sotay results phieu/                                 mọi phiếu trong thư mục phieu
    {"  "}sotay results phieu/ --csv bang.csv --html bao-cao.html
    {"  "}sotay results a.json b.json --keep last             lấy phiếu mới nhất của mỗi người
cli-explain-examples =
    {"  "}sotay explain link-broken          vì sao liên kết hỏng và cách sửa
    {"  "}sotay explain question-kind        bảy cách trả lời của câu hỏi
cli-schema-examples =
    {"  "}sotay schema quiz                       in mẫu của tệp câu hỏi
    {"  "}sotay schema quiz > quiz.schema.json    ghi mẫu ra tệp

usage-unknown-command = không có lệnh `{ $word }`
usage-did-you-mean = có phải ý bạn là `{ $nearest }`?
usage-unknown-option = không có tùy chọn `{ $word }`
usage-missing-argument = thiếu `{ $argument }`
usage-invalid-value = giá trị `{ $value }` không dùng được cho `{ $option }`; được dùng: { $allowed }
usage-number = không thể dùng `{ $value }` cho `{ $option }`: cần một số nguyên, không quá lớn
usage-unexpected = không rõ `{ $word }` ở đây để làm gì
usage-other = lệnh viết chưa đúng
usage-see-help = xem cách dùng: `sotay --help`

build-done = Đã dựng { $pages } trang, { $questions } câu hỏi vào `{ $folder }`
build-open = Mở bằng cách nháy đúp: { $file }
export-done = Đã xuất ra `{ $file }` ({ $kilobytes } KB)
export-refused = không ghi gì
export-exists = đã có `{ $path }`, không phải do sotay tạo hoặc đã có người sửa sau khi tạo; không ghi gì; đặt tên khác bằng `--out FILE`, hoặc thay bằng `--force`
export-no-final = `--complete final` cần có bài kiểm tra cuối: ghi `final: {"{"}count: 30, pass: 70{"}"}` trong `content/handbook.yaml`, hoặc dùng `--complete pages`
export-inside = không thể ghi vào `{ $path }`: chỗ ấy nằm trong `content`, `seeds` hoặc `themes` của sổ tay; chọn chỗ khác bằng `--out FILE`

export-idle-option = `{ $option }` không dùng được cho `{ $target }`; không ghi gì
questions-no-part = sổ tay không có phần `{ $part }` nào có câu hỏi; các phần hiện có: { $parts }
questions-no-tag = không có câu hỏi nào mang thẻ `{ $tag }`
questions-none = không có câu hỏi nào đúng phần, loại, thẻ và mức đã chọn; không ghi gì
exam-too-few = cần { $wanted } câu nhưng chỉ rút được { $there } câu; giảm `--count`, hoặc nới `--only`, `--kind`, `--tag`, `--level`
exam-too-few-in-part = cần { $wanted } câu của mỗi phần nhưng phần “{ $part }” chỉ có { $there } câu; giảm `--per-part`, hoặc chọn phần bằng `--only`

loss-some = { $target } không giữ được nguyên vẹn mọi điều đã viết ({ $count }):
loss-exists = đã có `{ $path }` và đó không phải báo cáo do sotay ghi trước đây; không ghi gì; đặt tên khác cho `--loss`
loss-points = dạng này không có điểm cho từng câu; mỗi câu tính 1
loss-blank-points = ở đó mỗi chỗ trống phải tính điểm tròn; mỗi chỗ trống tính 1
loss-hint = dạng này không có gợi ý
loss-capitals = ở đó chữ hoa và chữ thường là một; viết cách nào cũng được nhận
loss-tones = ở đó dấu phải đúng; câu trả lời gõ không dấu sẽ không được nhận
loss-words-beside-numbers = bên cạnh số có sai số cho phép thì không để câu trả lời bằng chữ được; chỉ lấy các số
loss-tolerance = sai số cho phép không đi kèm được với đáp án không phải là số viết thường
loss-percent = ở đó không nhận dấu phần trăm sau số
loss-comma = có nhận dấu phẩy thập phân hay không là tùy hệ thống hiển thị câu hỏi
loss-blanks = ở đó mỗi câu chỉ có một chỗ trống; mỗi chỗ trống thành một câu riêng
loss-order = ở đó không có câu sắp xếp; đã đổi thành ghép mỗi mục với vị trí của nó
loss-two-pairs = ở đó câu ghép cần ba cặp; đã đổi thành chọn một trong hai cách ghép, điểm vẫn như cũ
loss-share = phần điểm của mỗi phương án đúng đã được làm tròn đến mức mà Moodle có
loss-tag = một thẻ được viết lại theo cách viết thẻ ở đó (dấu cách, ký tự không được dùng, độ dài)
loss-signs = có chỗ dùng những dấu mà hệ thống kia hiểu theo nghĩa riêng
build-refused = không ghi gì; trang cũ vẫn nguyên
check-clean = Không có lỗi hay cảnh báo nào
report-count = { $errors } lỗi, { $warnings } cảnh báo

progress-check = đang kiểm tra
progress-write = đang ghi

init-done = Đã tạo sổ tay mới ở `{ $folder }`
init-next =
    Việc tiếp theo:
    {"  "}1. vào thư mục ấy bằng lệnh cd
    {"  "}2. chạy lệnh sotay build
    {"  "}3. nháy đúp tệp public/index.html để xem
init-not-empty = thư mục `{ $folder }` đã có tệp bên trong, không tạo gì; hãy chọn tên khác hoặc một thư mục trống

explain-unknown = không có mã `{ $code }`; chạy `sotay explain` để xem mọi mã
explain-list = Các mã lỗi và cảnh báo
schema-unknown = không có mẫu cho loại tệp `{ $name }`; được dùng: { $known }

serve-listening = Xem trước sổ tay tại { $address } (dừng: Ctrl-C)
serve-stopped = Đã dừng xem trước
serve-clean = Đã hết lỗi và cảnh báo
serve-kept = trang xem trước vẫn là bản tốt gần nhất, cho đến khi sửa xong lỗi trên
serve-port-used = cổng { $port } đang có chương trình khác dùng; hãy thử `sotay serve --port { $next }`, hoặc `--port 0` để lấy một cổng còn trống
serve-cannot-listen = không mở được cổng { $port } ở `{ $host }`: { $reason }; hãy chọn cổng khác bằng `--port N` hoặc địa chỉ khác bằng `--host ADDR`
serve-cannot-answer = không trả lời trình duyệt được nữa: { $reason }; hãy chạy lại `sotay serve`
serve-open-failed = không mở được trình duyệt; hãy tự mở { $address }
serve-editor-wrong = không hiểu lệnh `{ $command }` của `--editor`; hãy viết tên chương trình rồi đến các tham số, ví dụ `code -g {"{file}:{line}"}`
serve-editor-failed = không chạy được trình soạn thảo `{ $program }`: { $reason }; hãy kiểm tra lại `--editor`
serve-watch-limit = hệ thống đã hết số thư mục được theo dõi, nên từ giờ sotay tự soát thư mục vài lần mỗi giây; muốn nhanh hơn, hãy nâng giới hạn, ví dụ `sudo sysctl fs.inotify.max_user_watches=524288`, rồi chạy lại
serve-watch-refused = hệ thống không báo khi tệp thay đổi ({ $reason }), nên từ giờ sotay tự soát thư mục vài lần mỗi giây; không cần làm gì thêm, chỉ hơi chậm hơn

## Những lời hiện trong trang xem trước

live-ask = Xem lỗi và cảnh báo
live-at = Viết tại {"{place}"}
live-badge = {"{errors}"} lỗi, {"{warnings}"} cảnh báo
live-badge-warnings = {"{warnings}"} cảnh báo
live-building = Đang dựng sổ tay…
live-building-text = Trang sẽ tự hiện ra khi dựng xong.
live-close = Đóng
live-fixed = Đã hết lỗi
live-gone = Trang này không còn nữa
live-gone-text = Tệp của trang đã bị xóa, đổi tên, hoặc chưa bao giờ có. Nếu tệp trở lại, trang sẽ tự hiện ra.
live-hint = Cách sửa
live-kept = Bên dưới vẫn là bản tốt gần nhất: lỗi nằm ở phần mà mọi trang đều dùng.
live-lost = Mất liên lạc với sotay serve; đang thử lại…
live-more = và {"{count}"} lỗi, cảnh báo nữa
live-nearest = Trang gần nhất:
live-newest = Bên dưới là bản mới nhất hiện được.
live-opened = Đã mở {"{place}"} trong trình soạn thảo
live-refused = Không mở được {"{place}"}
live-title-errors = Sổ tay có lỗi
live-title-warnings = Sổ tay có cảnh báo

## Trục trặc với máy

trouble-read = không đọc được `{ $path }`: { $reason }
trouble-write = không ghi được `{ $path }`: { $reason }
trouble-no-handbook = ở `{ $path }` không có sổ tay nào (không thấy thư mục `content`); hãy chỉ đúng thư mục bằng `--root DIR`, hoặc tạo sổ tay mới bằng `sotay init DIR`
trouble-foreign = thư mục `{ $path }` có tệp không do sotay ghi: { $files }; chưa xóa gì; hãy chuyển chúng đi nơi khác, hoặc chọn thư mục khác bằng `--out DIR`
trouble-output-inside = không thể ghi vào `{ $path }`: đó là thư mục của chính sổ tay hoặc nằm trong `content`, `seeds`, `themes`; hãy chọn thư mục khác bằng `--out DIR`
trouble-locked = một lần chạy sotay khác đang ghi vào `{ $path }`; hãy đợi nó xong rồi chạy lại

interrupted = đã dừng; những gì đang có ở nơi ghi ra vẫn nguyên vẹn, lần chạy sau sẽ làm lại từ đầu

machine-not-found = không tìm thấy
machine-denied = không có quyền
machine-full = ổ đĩa đã đầy
machine-exists = đã có sẵn
machine-read-only = ổ đĩa chỉ cho đọc
machine-other = hệ điều hành báo: { $detail }

### Trích dẫn và nguồn

quote-differs = lời trích không đúng với văn bản `{ $source }`
    .label = khác từ đây
    .closest = đoạn gần nhất: “{ $passage }” – khác nhau: { $difference }
    .hint = chép lại đúng nguyên văn, hoặc đánh dấu chỗ lược bằng […]
    .unknown = không thấy đoạn nào gần giống trong văn bản này; xem lại khóa của văn bản và lời trích
    .explain =
        Những gì đặt trong trích dẫn phải đúng là lời của văn bản: cùng chữ, cùng dấu, cùng số, cùng thứ tự. Được phép
        khác: khoảng trắng và chỗ xuống dòng, kiểu dấu ngoặc kép, kiểu và khoảng cách của gạch nối, vị trí đặt dấu
        thanh (hoá, hóa), chữ đậm và nghiêng. Chỗ lược bớt phải ghi […].

        Trong phần khác nhau, [-chữ-] là chữ của lời trích, {"{"}+chữ+{"}"} là chữ của văn bản. Nếu bản số hóa chép sai, hãy ghi
        chỗ sai vào seeds/errata.yaml; khi đó cả hai cách viết đều được chấp nhận và sổ tay chỉ rõ chỗ đã đính chính.

quote-too-short = lời trích quá ngắn, chưa đủ bốn tiếng
    .hint = trích dài hơn để lời trích chỉ có thể đứng ở một chỗ, hoặc bỏ ngoặc kép và chỉ dẫn nguồn
    .explain =
        Một hai tiếng thì chỗ nào trong văn bản cũng có, nên đối chiếu không nói lên điều gì. Lời trích phải có ít nhất
        bốn tiếng. Nếu chỉ nhắc một từ, hãy viết từ đó không kèm ngoặc kép cong trước chỗ dẫn nguồn.

quote-too-long = lời trích dài hơn cả văn bản `{ $source }`
    .hint = xem lại khóa của văn bản; có thể lời trích thuộc văn bản khác
    .explain =
        Lời trích có nhiều chữ hơn toàn bộ văn bản được dẫn, nên không thể nằm trong đó. Thường là do ghi nhầm khóa
        của văn bản, hoặc tệp văn bản trong seeds/ bị thiếu.

erratum-source = không có văn bản nào mang khóa `{ $source }` trong seeds/sources.yaml
    .hint = ghi đúng khóa của văn bản có chỗ sai
    .nearest = có phải ý bạn là `{ $nearest }`?
    .explain =
        Mỗi mục trong seeds/errata.yaml phải nêu khóa (key) của một văn bản đã khai trong seeds/sources.yaml.

erratum-not-there = dòng { $line } của `{ $source }` không có “{ $wrong }”
    .hint = dòng ấy là: { $text }
    .explain =
        Phần wrong của một mục đính chính phải đứng đúng ở dòng đã nêu trong tệp văn bản, viết y như trong tệp. Số dòng
        tính từ 1, kể cả dòng trống. Nhờ vậy không thể đính chính nhầm chỗ.

erratum-twice = dòng { $line } của `{ $source }` có “{ $wrong }” hơn một lần
    .hint = ghi dài hơn, kèm chữ đứng trước hoặc sau, để chỉ đúng một chỗ
    .explain =
        Phần wrong phải chỉ đúng một chỗ trên dòng. Hãy ghi thêm vài chữ đứng trước hoặc sau, và ghi các chữ ấy cả ở
        phần right.

coverage-gap = đoạn này của `{ $source }` chưa được trích ở trang nào
    .hint = trích đoạn này vào một trang, hoặc khai là noise kèm lý do nếu không thuộc lời văn
    .explain =
        Văn bản được khai coverage: full thì mọi đoạn của nó phải được trích nguyên văn ở đâu đó trong sổ tay. Những
        dòng không thuộc lời văn (đầu trang, tên cột lặp lại) khai trong noise của seeds/sources.yaml. Lệnh
        sotay check --coverage cho biết từng văn bản đã trích được bao nhiêu.

coverage-order = `{ $source }` được trích đủ nhưng không theo thứ tự của văn bản
    .hint = xếp lại trang hoặc đoạn trích theo thứ tự của văn bản
    .explain =
        Văn bản được khai coverage: full thì đọc sổ tay từ đầu đến cuối phải gặp toàn văn theo đúng thứ tự. Có thể
        trích lại thêm ở chỗ khác, nhưng phải có một lượt đủ và đúng thứ tự.

number-not-in-source = số { $number } không có trong văn bản nào mà trang này dẫn
    .hint = xem lại con số; nếu số này không lấy từ văn bản, hãy viết bằng chữ
    .explain =
        Con số trong phần tóm tắt và trong câu hỏi thường lấy từ văn bản. Số không có trong văn bản nào được dẫn ở
        trang thường là do gõ nhầm.

data-missing = không có tệp dữ liệu `{ $file }`
    .hint = kiểm tra lại đường dẫn, tính từ thư mục của trang này
    .nearest = có phải ý bạn là `{ $nearest }`?
    .explain =
        Khối table lấy số liệu từ một tệp CSV trong content/, đường dẫn tính từ trang. Tệp ấy phải có thật.

csv-row = hàng này có { $cells } ô, trong khi bảng có { $columns } cột
    .hint = thêm hoặc bớt ô; ô có dấu phẩy phải đặt trong ngoặc kép thẳng
    .explain =
        Mỗi hàng của tệp CSV phải có đúng số ô như hàng đầu, là hàng tên cột. Lỗi thường gặp: ô có dấu phẩy mà không
        đặt trong ngoặc kép thẳng.

## Nhập văn bản

import-done = Đã nhập `{ $key }`: { $pages } trang trong `{ $folder }`; hãy soạn tóm tắt, câu hỏi và xem lại các chỗ nêu trên
import-dry-run = Chưa ghi gì. Nếu nhập `{ $key }` sẽ có { $pages } trang trong `{ $folder }`
import-would-write = == { $file } (tệp mới, { $bytes } byte)
import-would-change = == { $file } (thêm vào cuối)
import-key-form = mã `{ $key }` không dùng được; mã bắt đầu bằng chữ cái, chỉ gồm chữ cái không dấu, chữ số, dấu gạch nối
import-key-taken = mã `{ $key }` đã có trong seeds/sources.yaml, không ghi gì; hãy chọn mã khác
import-exists = đã có { $files }, không ghi gì; sotay không bao giờ ghi đè, hãy chọn thư mục khác bằng `--into DIR` hoặc chuyển các tệp ấy đi
import-seed-differs = `{ $file }` đã có và khác với tệp muốn nhập, không ghi gì; hãy đổi tên tệp muốn nhập
import-into-outside = `{ $folder }` không nằm trong thư mục `content`, không ghi gì
import-sources-broken = seeds/sources.yaml có lỗi hoặc viết theo lối không thể thêm dòng, không ghi gì; hãy chạy `sotay check` và sửa trước
import-kind = không nhập được `{ $file }`: chỉ nhập tệp .docx, .md, .txt; tệp .doc, .odt, .pdf thì mở bằng chương trình soạn thảo và lưu thành .docx
import-not-docx = `{ $file }` không phải tệp DOCX; có thể tệp hỏng, hoặc là tệp loại khác bị đổi đuôi
import-docx-broken = tệp DOCX `{ $file }` bị hỏng bên trong; hãy mở bằng chương trình soạn thảo rồi lưu lại
import-docx-large = tệp DOCX `{ $file }` khi giải nén quá lớn
import-empty = `{ $file }` không có chữ nào để nhập; văn bản quét bằng ảnh cần được nhận dạng chữ trước
import-fact-title = Tên
import-fact-number = Số, ký hiệu
import-fact-issuer = Nơi ban hành
import-fact-place = Nơi ký
import-fact-date = Ngày
import-fact-kind = Loại
import-tracked = Có sửa đổi được theo dõi (Track Changes): nhận { $inserted } chỗ thêm, bỏ { $deleted } chỗ xóa, như thể đã được chấp nhận; hãy xem lại
import-notes = { $count } chú thích được chép xuống cuối văn bản
import-pictures = { $count } hình không có chữ nên không nhập; hãy xem có chữ nào nằm trong hình không
import-noise = { $at }: không tính là lời văn: { $reason }
import-noise-rule = đường kẻ
import-noise-page-number = số trang
import-noise-running-head = dòng lặp lại ở đầu hoặc cuối mỗi trang
import-noise-column-heads = tên cột lặp lại khi sang trang
import-noise-unaccented = bản chép lại không dấu
import-noise-repeated = tên bài hoặc đoạn mở đầu lặp lại
import-noise-buttons = nút của trang web
import-noise-teasers = tin liên quan
import-mended = { $at }: nối câu bị ngắt do sang trang
import-proposal = { $at }: ngờ “{ $wrong }” là “{ $right }”; đã ghi vào seeds/errata.yaml ở dạng query để người biên tập quyết định
import-order = { $at }: “{ $found }” không theo thứ tự, lẽ ra là “{ $expected }”
import-head = { $at }: dòng trình bày như đề mục nhưng không có số hay tên đề mục, coi như lời văn
import-row = { $at }: hàng có { $found } ô, các hàng khác có { $expected }
import-missing = Không tìm thấy trong văn bản: { $fact }; nếu biết, hãy ghi vào seeds/sources.yaml

verbose-read = đọc { $files } tệp, { $kilobytes } KB
verbose-checked = { $pages } trang, { $quotations } lời trích đúng nguyên văn, { $terms } thuật ngữ
verbose-stage = { $milliseconds } ms: { $stage }
verbose-asked = { $question }: hỏi { $asked }, phải làm lại { $anew }

## Phiếu kết quả

results-language = vi
results-title = Kết quả học tập
results-summary = Số người: { $people }. Điểm trung bình: { $mean }%.
results-honest = Kết quả lưu trên máy của người học, nên chính người học có thể sửa được. Mã đối chiếu chỉ cho biết phiếu bị hỏng hoặc bị sửa tay. Báo cáo giúp theo dõi việc tự học, không thay cho kiểm tra có giám sát.
results-by-part = Điểm trung bình theo phần
results-by-person = Kết quả từng người
results-missed = Câu sai nhiều nhất
results-missed-by = { $people } người chưa trả lời đúng
results-refused = Tệp không được tính
results-name = Họ và tên
results-unit = Đơn vị
results-score = Điểm
results-passed = Bài đạt
results-read = Trang đọc
results-final = Cuối sổ tay
results-made = Ngày lập
results-score-number = Điểm (%)
results-passed-number = Số bài đạt
results-quizzes-number = Tổng số bài
results-read-number = Số trang đã đọc
results-pages-number = Tổng số trang
results-answered-number = Số câu đã trả lời
results-right-number = Số câu đúng
results-final-number = Kiểm tra cuối sổ tay (%)
results-final-passed = Đạt kiểm tra cuối
results-edition = Bản sổ tay
results-file = Tệp
results-yes = đạt
results-no = chưa đạt
results-none = không có phiếu nào dùng được
results-replaced = Phiếu trùng người, không tính: { $count }.
results-written = Đã ghi `{ $path }`
results-exists = đã có `{ $path }`, không phải báo cáo do sotay tạo hoặc đã có người sửa sau khi tạo; không ghi đè; đặt tên khác, hoặc thay bằng `--force`
results-unreadable = không đọc được `{ $path }`: { $reason }
results-no-slip = `{ $file }` không phải phiếu kết quả, hoặc đã hỏng; hãy xin người học lưu và gửi lại phiếu
results-progress = `{ $file }` là tệp chuyển kết quả sang máy khác, không phải phiếu; hãy xin người học bấm “Lưu phiếu thành tệp”
results-newer = `{ $file }` do bản sotay mới hơn tạo ra; hãy dùng bản mới để gộp
results-altered = `{ $file }` đã hỏng hoặc bị sửa tay (sai mã đối chiếu); hãy xin người học lưu và gửi lại phiếu
results-other-handbook = `{ $file }` là phiếu của sổ tay khác: “{ $title }”
results-other-edition = `{ $file }` làm theo bản khác của sổ tay ({ $edition }); vẫn được tính
